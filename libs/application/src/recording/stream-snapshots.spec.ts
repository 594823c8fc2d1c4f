import { setImmediate } from 'node:timers/promises';
import type { Snapshot, Snapshots } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { EventLog, RecordedEvent, StreamTip } from '#event-log';
import { newStream } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { rulesDigest } from './rules-digest.js';
import { StreamCache } from './stream-cache.js';
import { StreamSnapshots } from './stream-snapshots.js';

/** A fold that lists the versions it has seen. */
const listing = {
  empty: (): readonly number[] => [],
  evolve: (seen: readonly number[], { version }: RecordedEvent) => [...seen, version],
  compact: (seen: readonly number[]) => seen,
  bytesOf: () => 100,
};
const upTo = (version: number) => Array.from({ length: version }, (_, at) => at + 1);
const stream = 'customer-long';

describe('a long file that is met anew', () => {
  let log: EventLog;
  let room: Snapshots;
  let tip: StreamTip;
  let eventsRead: number;
  /** Works on this log from now on, and counts what is read of it. */
  const startLog = (empty: EventLog) => {
    [log, tip] = [empty, newStream];
    const readStream = log.readStream.bind(log);
    log.readStream = async (...asked) => {
      const events = await readStream(...asked);
      eventsRead += events.length;
      return events;
    };
  };
  beforeEach(async () => {
    startLog(await openEventLog('memory:'));
    room = (await openDeskStore('memory:')).snapshots;
  });
  const append = async (events: number) => {
    ({ tip } = await log.append({ stream, expected: tip, events: Array.from({ length: events }, () => draft()) }));
  };
  const cacheOf = (code = 'these rules', snapshots = room) =>
    new StreamCache(log, listing, 1_000, new StreamSnapshots(log, snapshots, async () => code));
  /** Reads the stream as one who never met it; answers how many events it took. */
  const meet = async (cache = cacheOf()) => {
    eventsRead = 0;
    const { state } = await cache.load(stream);
    expect(state).toEqual(upTo(tip.version));
    return eventsRead;
  };
  const keptWhere = async (isMeant: (kept: Snapshot) => boolean) => {
    for (;;) {
      const kept = await room.find(stream);
      if (kept && isMeant(kept)) return kept;
      await setImmediate();
    }
  };
  /** A stream of 2,500 events that somebody met before. */
  const metBefore = async () => {
    await append(2_500);
    await meet();
    return keptWhere(({ version }) => version === 2_500);
  };

  it('is read as a whole the first time, and from where it was kept after that', async () => {
    await append(2_500);
    expect(await meet()).toBe(2_500);
    await keptWhere(({ version }) => version === 2_500);
    await append(400);
    expect(await meet()).toBe(100 + 1 + 400);
  });

  it('is kept again when it has grown by a thousand events, and not before', async () => {
    await metBefore();
    const cache = cacheOf();
    await cache.load(stream);
    for (const events of [900, 99]) {
      await append(events);
      await cache.refresh(stream);
    }
    await setImmediate();
    expect((await room.find(stream))?.version).toBe(2_500);
    await append(1);
    await cache.refresh(stream);
    await keptWhere(({ version }) => version === 3_500);
  });

  it('is kept when it grows by what is written here', async () => {
    const cache = cacheOf();
    await append(999);
    cache.keep(stream, { state: upTo(999), tip });
    await append(1);
    cache.keep(stream, { state: upTo(1_000), tip });
    await keptWhere(({ version }) => version === 1_000);
    expect(await meet()).toBe(101);
  });

  it('is not looked for among the snapshots while it is short', async () => {
    await append(99);
    const asked: string[] = [];
    const watched = { ...room, find: async (name: string) => void asked.push(name) } as unknown as Snapshots;
    await meet(cacheOf('these rules', watched));
    expect(asked).toEqual([]);
  });

  it('is read as a whole, and kept anew, where other code folded what is kept', async () => {
    await metBefore();
    expect(await meet(cacheOf('newer rules'))).toBe(2_500);
    await keptWhere(({ code }) => code === 'newer rules');
    expect(await meet(cacheOf('newer rules'))).toBe(101);
  });

  it.each([2_000, 2_400, 2_500, 2_600])(
    'is read as a whole where the log was restored, and has %i other events',
    async (events) => {
      const lost = await metBefore();
      startLog(await openEventLog('memory:'));
      await append(events);
      expect(await meet()).toBeGreaterThanOrEqual(events);
      expect((await keptWhere(({ hash }) => Buffer.compare(hash, lost.hash) !== 0)).version).toBe(events);
    },
  );

  it('is read as a whole where what is kept was damaged, wherever', async () => {
    const whole = await metBefore();
    const damaged = (bytes: Uint8Array, at: number) => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));
    const { length } = whole.bytes;
    const faults: readonly Partial<Snapshot>[] = [
      ...[0, 31, 32, 40, length - 1].map((at) => ({ bytes: damaged(whole.bytes, at) })),
      { bytes: whole.bytes.subarray(0, length - 1) },
      { bytes: new Uint8Array(0) },
      { hash: damaged(whole.hash, 3) },
      { version: 2_499 },
      { version: 0 },
    ];
    for (const fault of faults) {
      await room.keep({ ...whole, ...fault });
      expect(await meet()).toBeGreaterThanOrEqual(2_500);
      await keptWhere(({ version, bytes }) => version === 2_500 && Buffer.compare(bytes, whole.bytes) === 0);
    }
  });

  it('is not taken for another one', async () => {
    const whole = await metBefore();
    await room.keep({ ...whole, stream: 'customer-other' });
    expect(await new StreamSnapshots(log, room, async () => 'these rules').find('customer-other')).toBeUndefined();
  });

  it('is read from the log while the desk store is away, and answers nobody later for it', async () => {
    await append(2_500);
    const away = { find: () => Promise.reject(new Error('away')), keep: () => Promise.reject(new Error('away')) };
    const cache = cacheOf('these rules', away as unknown as Snapshots);
    expect(await meet(cache)).toBe(2_500);
    await append(1_000);
    await cache.refresh(stream);
    expect((await cache.load(stream)).tip.version).toBe(3_500);
  });

  it('is known by the rules as they were built', async () => {
    expect(await rulesDigest()).toMatch(/^[\w-]{43}$/);
    expect(await rulesDigest()).toBe(await rulesDigest());
  });
});
