import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { InboundLog, KeptEnvelope } from '../src/index.js';
import { numberedEnvelope } from './envelopes.js';

const door = fileURLToPath(new URL('./door.process.js', import.meta.url));

/** What a door process said it kept: number of the envelope → position. */
export type Acknowledged = Map<number, bigint>;

/** The command that starts a door process, which keeps envelopes from this number on in the store at an address. */
export const doorAt = (url: string, first: number): readonly string[] => [process.execPath, door, url, String(first)];

/** Runs a door until it has kept `count` envelopes and is killed, or ends by itself; answers its last word. */
export async function runDoor(command: readonly string[], acknowledged: Acknowledged, count: number): Promise<string> {
  const [program = '', ...given] = command;
  const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let [kept, lastWord] = [0, ''];
  for await (const line of createInterface({ input: child.stdout })) {
    const [number, position] = line.split(' ');
    lastWord = line;
    if (position === undefined) continue;
    acknowledged.set(Number(number), BigInt(position));
    if (++kept === count) child.kill('SIGKILL');
  }
  await ended;
  return lastWord;
}

/** Every acknowledged envelope is there, whole, where it was said to be; nothing is there twice; positions have no hole. */
export async function expectAllThereOnce(inbound: InboundLog, acknowledged: Acknowledged): Promise<void> {
  const all = await everything(inbound);
  expect(all.map(({ position }) => position)).toEqual(all.map((_, at) => BigInt(at + 1)));
  expect(new Set(all.map(({ nativeId }) => nativeId)).size).toBe(all.length);
  const lost = [...acknowledged].filter(([n, position]) => all[Number(position) - 1]?.nativeId !== `delivery-${n}`);
  expect(lost).toEqual([]);
  for (const { nativeId, sha256, body } of all) {
    const sent = numberedEnvelope(Number(nativeId.slice('delivery-'.length)));
    expect([sha256, Buffer.from(body ?? []).equals(sent.body ?? Buffer.alloc(0))]).toEqual([sent.sha256, true]);
  }
}

async function everything(inbound: InboundLog): Promise<KeptEnvelope[]> {
  const all: KeptEnvelope[] = [];
  for (let page = await inbound.read('live', 0n, 500, 1e9); page.length > 0;) {
    all.push(...page);
    page = await inbound.read('live', page.at(-1)?.position ?? 0n, 500, 1e9);
  }
  return all;
}
