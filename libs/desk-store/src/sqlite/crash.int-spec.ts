import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { deskFolder } from '../../testing/desk-folder.js';
import { numberedEnvelope } from '../../testing/index.js';
import type { InboundLog, KeptEnvelope } from '../index.js';

const door = fileURLToPath(new URL('../../testing/door.process.js', import.meta.url));
/** Stops at files of 4 MiB; a process that writes on is told so instead of being killed. */
const onSmallDisk = `trap '' XFSZ; ulimit -f 8192; exec "$0" "$@"`;

/** What a door process said it kept: number of the envelope → position. */
type Acknowledged = Map<number, bigint>;

/** Runs a door from envelope `first` on, until it has kept `count` and is killed, or ends by itself; answers its last word. */
async function runDoor(command: readonly string[], acknowledged: Acknowledged, count: number): Promise<string> {
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

async function everything(inbound: InboundLog): Promise<KeptEnvelope[]> {
  const all: KeptEnvelope[] = [];
  for (let page = await inbound.read('live', 0n, 500, 1e9); page.length > 0;) {
    all.push(...page);
    page = await inbound.read('live', page.at(-1)?.position ?? 0n, 500, 1e9);
  }
  return all;
}

/** Every acknowledged envelope is there, whole, where it was said to be; nothing is there twice; positions have no hole. */
async function expectAllThereOnce(inbound: InboundLog, acknowledged: Acknowledged): Promise<void> {
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

describe('a door that dies', () => {
  it('has kept every envelope it acknowledged, once and whole, however often it is killed', async () => {
    const folder = deskFolder();
    const acknowledged: Acknowledged = new Map();
    for (const count of [1, 200, 35, 90]) {
      // The connector repeats the last five, for it cannot know which of them were heard.
      const first = Math.max(0, Math.max(-1, ...acknowledged.keys()) - 4);
      await runDoor([process.execPath, door, folder.file, String(first)], acknowledged, count);
    }
    const store = folder.open();
    await expectAllThereOnce(store.inbound, acknowledged);
    await store.close();
    folder.clear();
  });

  it('says so when the disk is full, and has kept what it acknowledged before', async () => {
    const folder = deskFolder();
    const acknowledged: Acknowledged = new Map();
    const command = ['sh', '-c', onSmallDisk, process.execPath, door, folder.file];
    expect(await runDoor(command, acknowledged, Infinity)).toBe('full');
    const store = folder.open();
    await expectAllThereOnce(store.inbound, acknowledged);
    await store.inbound.keep([numberedEnvelope(1_000_000)]);
    await store.close();
    folder.clear();
  });
});
