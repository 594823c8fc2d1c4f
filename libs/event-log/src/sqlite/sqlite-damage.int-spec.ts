import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogDamaged, newStream } from '#event-log';
import type { RecordedEvent } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { verifyLog } from '../verify.js';
import type { Finding } from '../verify.js';
import { SqliteEventLog } from './sqlite-event-log.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

let folder: string;
let path: string;
let history: readonly RecordedEvent[];

/** Forty events on four files; the twentieth (customer-3, version 5) is the one that will be damaged. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-damage-'));
  path = join(folder, 'log.db');
  const log = new SqliteEventLog(path);
  const tips = [newStream, newStream, newStream, newStream];
  for (let at = 0; at < 40; at += 1) {
    const note = at === 19 ? 'the damaged note' : `note ${at}`;
    const sealed = { content: { keyId: at, owner: 'lina', bytes: Buffer.from(`sealed bytes ${at} `.repeat(30)) } };
    const expected = tips[at % 4] ?? newStream;
    const append = { stream: `customer-${at % 4}`, expected, events: [draft({ clear: { note }, sealed })] };
    tips[at % 4] = (await log.append(append)).tip;
  }
  history = await log.readAll(0n, 100);
  await log.close();
});
afterEach(() => rm(folder, { recursive: true }));

/** Flips a bit of the byte `offset` behind where `bytes` stand in the file. */
async function flip(bytes: string | Uint8Array, offset = 0): Promise<void> {
  const file = await readFile(path);
  const at = file.indexOf(bytes);
  expect(at).toBeGreaterThan(0);
  file.writeUInt8(file.readUInt8(at + offset) ^ 0x01, at + offset);
  await writeFile(path, file);
}

async function found(): Promise<readonly Finding[]> {
  const reader = new SqliteLogReader(path);
  try {
    return await verifyLog(reader);
  } finally {
    await reader.close();
  }
}

const twentieth = () => history[19] as RecordedEvent;
const named = () => ({ position: 20n, event: { stream: 'customer-3', version: 5, id: twentieth().id } });

it('finds nothing in a log that nobody touched', async () => {
  expect(await found()).toEqual([]);
});

it('names the event in whose clear text one bit was flipped', async () => {
  await flip('the damaged note', 4);
  expect(await found()).toMatchObject([{ kind: 'chain', ...named() }]);
});

it('names the event in whose sealed bytes one bit was flipped', async () => {
  await flip('sealed bytes 19 sealed', 3);
  expect(await found()).toMatchObject([{ kind: 'chain', ...named() }]);
});

it('names the event whose hash was changed, and not the one that follows it', async () => {
  await flip(twentieth().hash, 31);
  expect(await found()).toMatchObject([{ kind: 'chain', ...named() }]);
});

it('names the event that can no longer be read, by all that is left of it', async () => {
  await flip('{"note":"the damaged note"}', 0);
  expect(await found()).toMatchObject([{ kind: 'unreadable', ...named() }]);
});

it('names the events of a file whose name was changed', async () => {
  await flip('customer-3', 9);
  const findings = await found();
  expect(findings.filter(({ kind }) => kind !== 'storage').map(({ position }) => position)).toContain(4n);
  expect(findings.length).toBeGreaterThan(0);
});

it('gives the events before the damage, then says where it is', async () => {
  await flip('{"note":"the damaged note"}', 0);
  const reader = new SqliteLogReader(path);
  expect(await reader.readAll(0n, 100)).toHaveLength(19);
  await expect(reader.readAll(19n, 100)).rejects.toThrow(LogDamaged);
  await expect(reader.readAll(19n, 100)).rejects.toMatchObject({ position: 20n, event: named().event });
  expect(await reader.readAll(20n, 100)).toHaveLength(20);
  await reader.close();
});

it('names all that was lost with a page of the file, and goes on behind it', async () => {
  const file = await readFile(path);
  const page = Math.floor(file.indexOf('the damaged note') / 4096);
  file.fill(0xff, page * 4096, (page + 1) * 4096);
  await writeFile(path, file);

  const findings = await found();
  const lost = findings.filter(({ kind }) => kind === 'unreadable').map(({ position }) => position);
  expect(lost).toContain(20n);
  expect(lost.length).toBeLessThan(20);
  expect(findings.some(({ kind }) => kind === 'storage')).toBe(true);
});

it('says so when the end of the log is lost', async () => {
  const file = await readFile(path);
  const page = Math.floor(file.indexOf('note 39') / 4096);
  file.fill(0xff, page * 4096, (page + 1) * 4096);
  await writeFile(path, file);

  const findings = await found();
  await expect(openEventLog(`sqlite:${path}`)).rejects.toThrow(LogDamaged);
  expect(findings[0]).toMatchObject({ kind: 'storage' });
  expect(findings.filter(({ kind }) => kind === 'unreadable')).toHaveLength(1);
});

it('finds an index that no longer agrees with the events', async () => {
  const file = await readFile(path);
  // The index on streams' names: the name stands in the file a second time.
  const at = file.lastIndexOf('customer-2') === file.indexOf('customer-2') ? -1 : file.lastIndexOf('customer-2');
  expect(at).toBeGreaterThan(0);
  file.write('customer-9', at);
  await writeFile(path, file);
  expect((await found()).map(({ kind }) => kind)).toContain('storage');
});
