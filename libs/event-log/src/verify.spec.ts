import { LogDamaged, newStream } from '#event-log';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { draft } from '#event-log/testing';
import { MemoryEventLog } from './memory/memory-event-log.js';
import { verifyLog } from './verify.js';

/** Twelve events on three files. */
async function written(): Promise<MemoryEventLog> {
  const log = new MemoryEventLog();
  const tips = [newStream, newStream, newStream];
  for (let at = 0; at < 12; at += 1) {
    const append = { stream: `customer-${at % 3}`, expected: tips[at % 3] ?? newStream, events: [draft()] };
    tips[at % 3] = (await log.append(append)).tip;
  }
  return log;
}

/** The log as a liar tells it: each event passes through `tell`, which may change it, or leave it out. */
function told(log: MemoryEventLog, tell: (event: RecordedEvent) => RecordedEvent | undefined): EventLogReader {
  const readAll = async (after: bigint, limit: number) =>
    (await log.readAll(after, limit)).map(tell).filter((event) => event !== undefined);
  const readStream = async (stream: string, after: number, limit: number) =>
    (await log.readStream(stream, after, limit)).map(tell).filter((event) => event !== undefined);
  return {
    traits: log.traits,
    readAll,
    readStream,
    head: () => log.head(),
    at: (position) => log.at(position),
    follow: (after, limit, signal) => log.follow(after, limit, signal),
    readClear: (after, limit, types) => log.readClear(after, limit, types),
    followClear: (after, limit, signal, types) => log.followClear(after, limit, signal, types),
    close: () => log.close(),
  };
}

const only =
  (position: bigint, change: (event: RecordedEvent) => RecordedEvent | undefined) => (event: RecordedEvent) =>
    event.position === position ? change(event) : event;

it('finds nothing in a sound log, and nothing in an empty one', async () => {
  expect(await verifyLog(await written())).toEqual([]);
  expect(await verifyLog(new MemoryEventLog())).toEqual([]);
});

it('shows every event it walks past, in log order', async () => {
  const seen: bigint[] = [];
  await verifyLog(await written(), {
    onEvents: async (events) => void seen.push(...events.map(({ position }) => position)),
  });
  expect(seen).toEqual(Array.from({ length: 12 }, (_, at) => BigInt(at + 1)));
});

it.each<[string, Partial<RecordedEvent>]>([
  ['who acted', { actor: { class: 'bot', id: 'agent-lina' } }],
  ['when it happened', { occurredAt: '2026-03-01T08:00:00.001Z' }],
  ['its type', { type: 'TicketClosed' }],
  ['its id', { id: '0195a3f0-0000-8000-8000-ffffffffffff' }],
  ['its cause', { causationId: 'command-2' }],
  ['what it says', { clear: { noteId: 'another' } }],
  ['what is sealed in it', { sealed: { content: { keyId: 1, owner: 'lina', bytes: Uint8Array.of(1) } } }],
  ['something that cannot be hashed', { clear: { noteId: NaN } }],
])('names the event of which somebody changed %s', async (_, change) => {
  const log = told(
    await written(),
    only(7n, (event) => ({ ...event, ...change })),
  );
  expect(await verifyLog(log)).toMatchObject([{ kind: 'chain', position: 7n, event: { version: 3 } }]);
});

it('names a hole, and the file in which an event is missing', async () => {
  const log = told(
    await written(),
    only(7n, () => undefined),
  );
  expect(await verifyLog(log)).toMatchObject([
    { kind: 'missing', position: 7n },
    { kind: 'version', position: 10n, event: { stream: 'customer-0', version: 4 } },
  ]);
});

it('names the whole end that is missing', async () => {
  const log = told(await written(), (event) => (event.position > 9n ? undefined : event));
  expect(await verifyLog(log)).toEqual([
    { kind: 'missing', position: 10n, detail: 'nothing stands here and up to position 12' },
  ]);
});

it('names the event from which the clock runs backwards', async () => {
  const log = told(
    await written(),
    only(6n, (event) => ({ ...event, recordedAt: '2001-01-01T00:00:00.000Z' })),
  );
  expect(await verifyLog(log)).toMatchObject([{ kind: 'order', position: 6n }]);
});

it('passes over what cannot be read, and goes on behind it', async () => {
  const log = told(
    await written(),
    only(5n, ({ stream, version, id }) => {
      throw new LogDamaged('torn', 5n, { stream, version, id });
    }),
  );
  const patient = { ...log, readAll: upTo(log, 5n) };
  expect(await verifyLog(patient)).toMatchObject([
    { kind: 'unreadable', position: 5n, event: { stream: 'customer-1', version: 2 }, detail: 'torn' },
  ]);
});

/** As drivers must: the events before the damage first, then the damage. */
function upTo(log: EventLogReader, damaged: bigint): EventLogReader['readAll'] {
  return (after, limit) => {
    const before = damaged - after - 1n;
    return log.readAll(after, before > 0n ? Math.min(limit, Number(before)) : limit);
  };
}

it('checks the heads that anchors vouch for', async () => {
  const log = await written();
  const { hash } = (await log.at(6n)) as RecordedEvent;
  const forged = new Uint8Array(32);
  expect(await verifyLog(log, { anchors: [{ position: 6n, hash }] })).toEqual([]);
  expect(await verifyLog(log, { anchors: [{ position: 6n, hash: forged }] })).toMatchObject([
    { kind: 'anchor', position: 6n },
  ]);
  expect(await verifyLog(log, { anchors: [{ position: 99n, hash }] })).toMatchObject([
    { kind: 'anchor', position: 99n },
  ]);
});

it('says how far it is, and stops when asked to', async () => {
  const log = await written();
  const progress: unknown[] = [];
  await verifyLog(log, { onProgress: (each) => progress.push(each) });
  expect(progress).toEqual([{ position: 12n, head: 12n }]);

  const signal = AbortSignal.abort();
  const anchors = [{ position: 99n, hash: new Uint8Array(32) }];
  expect(await verifyLog(log, { signal, anchors })).toEqual([]);
});
