import fc from 'fast-check';
import type { Kysely } from 'kysely';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import {
  damages,
  History,
  listedLog,
  plainOpener,
  smallDay,
  spoil,
  stories,
  temporaryStore,
  told,
} from '../../testing/index.js';
import type { TemporaryStore } from '../../testing/index.js';
import type { PageTables } from '../page-set.js';
import { PagesAheadOfLog, UnknownEventType } from '../projection/index.js';
import type { Opener } from '../projection/index.js';
import { secondFold } from '../second-fold/index.js';
import { timeline } from '../timeline/index.js';
import { copyBatch } from './copy-batch.js';
import { deskCopyist } from './copyist.js';
import { rebuild } from './rebuild.js';
import { wholeEvents } from './follow.js';
import { runProjector } from './run-projector.js';

/** Few, for each fills files or a database: `copyist` and `copy-batch` go through five hundred in memory. */
const runs = { SQLite: 12, PostgreSQL: 2 };

describe.each(await everyPagePlace())('the projector ($driver)', ({ driver, freshUrl }) => {
  let desk: TemporaryStore;
  let log: EventLog;
  let history: History;
  beforeEach(async () => {
    desk = await temporaryStore(openReadStore, freshUrl());
    log = await openEventLog('memory:');
    history = new History();
  });
  afterEach(async () => {
    await log.close();
    await desk.dispose();
  });

  let appended = 0;
  beforeEach(() => {
    appended = 0;
  });
  const write = async () => {
    await log.appendMany(history.appends(appended));
    appended = history.events.length;
  };
  const never = new AbortController().signal;
  const job = (signal: AbortSignal, opener: Opener = plainOpener()) => ({
    log,
    follow: wholeEvents,
    copyist: deskCopyist(opener),
    store: desk.store,
    signal,
  });
  /** Runs the projector until the pages are at the head of the log. */
  const follow = async (opener?: Opener) => {
    const stop = new AbortController();
    const { position: head } = await log.head();
    const onPosition = (position: bigint) => {
      if (position >= head) stop.abort();
    };
    await runProjector({ ...job(stop.signal, opener), onPosition });
  };
  const subjectOfFirst = async () => {
    const first = (pages: Kysely<PageTables>) =>
      pages.selectFrom('timeline').select('subject').where('position', '=', 1).executeTakeFirst();
    return (await desk.store.ask(first)).result?.subject;
  };
  const nothingDiffers = async () => {
    const { comparison } = await rebuild({ ...job(never), compare: true });
    return comparison?.differences === 0 && comparison.rows > 0;
  };

  it('follows the log, and says how far it is', async () => {
    const stop = new AbortController();
    const positions: bigint[] = [];
    const running = runProjector({ ...job(stop.signal), onPosition: (position) => positions.push(position) });
    history.record('TicketOpened');
    await write();
    await desk.store.waitFor(1n, AbortSignal.timeout(30_000));
    history.record('TicketAssigned');
    await write();
    await desk.store.waitFor(2n, AbortSignal.timeout(30_000));
    stop.abort();
    await running;
    expect(positions).toEqual([0n, 1n, 2n]);
  });

  it('goes on where it stopped', async () => {
    for (const step of [1, 2, 3]) {
      history.record('MessageReceived', { messageId: `m${step}` });
      await write();
      await follow();
    }
    expect(await desk.store.position()).toBe(3n);
    expect(await nothingDiffers()).toBe(true);
  });

  it('neither skips nor repeats when it fails between reading and writing', async () => {
    for (let count = 0; count < 700; count += 1) history.record('MessageReceived', { messageId: `m${count}` });
    await write();
    let calls = 0;
    const failing: Opener = async (events) => {
      calls += 1;
      if (calls === 2) throw new Error('the power is gone');
      return plainOpener()(events);
    };
    await expect(follow(failing)).rejects.toThrow('the power is gone');
    expect(await desk.store.position()).toBe(250n);
    await follow();
    const counted = await desk.store.ask((pages) => pages.selectFrom('volume').select('messages').execute());
    expect(counted.result.reduce((sum, { messages }) => sum + messages, 0)).toBe(700);
    expect(await nothingDiffers()).toBe(true);
  });

  it('stops loudly at an event of newer code, and stays where it is', async () => {
    history.record('TicketOpened');
    await write();
    await follow();
    const [append] = history.appends();
    const { events = [], expected } = append ?? {};
    const newer = events.map((event) => ({
      ...event,
      id: '0195a3f0-0000-8000-8000-00000000beef',
      type: 'TicketTeleported',
    }));
    await log.append({
      stream: 'customer-zoe',
      expected: expected ?? { version: 0, hash: new Uint8Array(32) },
      events: newer,
    });
    await expect(follow()).rejects.toThrow(new UnknownEventType('TicketTeleported', 2n));
    expect(await desk.store.position()).toBe(1n);
  });

  it('copies everything anew when the log was restored to an earlier day', async () => {
    history.record('MessageReceived', { messageId: 'm1' });
    history.record('MessageReceived', { messageId: 'm2' });
    await write();
    await follow();
    await log.close();
    log = await openEventLog('memory:');
    history = new History();
    history.record('MessageReceived', { messageId: 'other' });
    appended = 0;
    await write();
    const reasons: PagesAheadOfLog[] = [];
    const stop = new AbortController();
    const onPosition = (position: bigint) => (position === 1n ? stop.abort() : undefined);
    await runProjector({ ...job(stop.signal), onPosition, onStartAnew: (reason) => reasons.push(reason) });
    expect(reasons).toEqual([new PagesAheadOfLog(2n, 1n)]);
    const { result } = await desk.store.ask((pages) => pages.selectFrom('timeline').select('entryId').execute());
    expect(result).toEqual([expect.objectContaining({ entryId: 'other' })]);
  });

  it.each(damages)('lets no pages serve whose $table was spoilt while they were built: $row', async (damage) => {
    history = smallDay();
    await write();
    const build = await desk.store.build();
    await copyBatch(build, plainOpener(), history.events);
    await spoil(build, damage);
    await build.close();
    const fault = { code: 'PROJECTION.PAGES_DIFFER', table: damage.table };
    const check = secondFold({ log, opener: plainOpener() });
    await expect(rebuild({ ...job(never), check })).rejects.toMatchObject(fault);
    expect(await desk.store.position()).toBe(0n);
  });

  describe('rebuilding', () => {
    beforeEach(async () => {
      for (let count = 0; count < 3000; count += 1) history.record('MessageReceived', { messageId: `m${count}` });
      await write();
    });

    it('shows how far it is, up to the head of the log', async () => {
      const progress: [bigint, bigint][] = [];
      await rebuild({ ...job(never), onProgress: ({ done, head }) => progress.push([done, head]) });
      expect(progress.length).toBeGreaterThan(2);
      expect(progress.every(([, head]) => head === 3000n)).toBe(true);
      const [first, ...later] = progress.map(([done]) => Number(done));
      expect([first, later.at(-1)]).toEqual([0, 3000]);
      expect(later).toEqual([...new Set(later)].sort((one, other) => one - other));
    });

    it('can be stopped, and then goes on from there', async () => {
      const stop = new AbortController();
      const onProgress = ({ done }: { done: bigint }) => (done >= 1000n ? stop.abort() : undefined);
      const stopped = await rebuild({ ...job(stop.signal), onProgress });
      expect(stopped).toMatchObject({ kind: 'stopped', resumed: false });
      expect(stopped.position).toBeLessThan(3000n);
      expect(await desk.store.position()).toBe(0n);
      const seen: bigint[] = [];
      const finished = await rebuild({ ...job(never), onProgress: ({ done }) => seen.push(done) });
      expect(finished).toMatchObject({ kind: 'published', resumed: true, position: 3000n });
      expect(seen[0]).toBe(stopped.position);
      expect(await desk.store.position()).toBe(3000n);
    });

    it('hears that it is to stop while it copies', async () => {
      const stop = new AbortController();
      const onProgress = ({ done }: { done: bigint }) => {
        if (done === 1000n) setImmediate(() => stop.abort());
      };
      const stopped = await rebuild({ ...job(stop.signal), onProgress });
      expect([stopped.kind, stopped.position < 3000n]).toEqual(['stopped', true]);
    });

    it('leaves the desk at work: the projector goes on with the new pages', async () => {
      const stop = new AbortController();
      const running = runProjector(job(stop.signal));
      await rebuild(job(never));
      history.record('MessageReceived', { messageId: 'after' });
      await write();
      await desk.store.waitFor(3001n, AbortSignal.timeout(30_000));
      stop.abort();
      await running;
      expect(await nothingDiffers()).toBe(true);
    });

    it('leaves the live pages where they are when a second fold says otherwise, unless it is told not to ask', async () => {
      await follow();
      const build = await desk.store.build();
      await copyBatch(build, plainOpener(), history.events);
      const [first] = history.events;
      const entry = { ...(await build.load(timeline, [[1]]))[0], subject: 'spoilt' };
      await build.commit(new Map([[timeline, { puts: [entry], drops: [] }]]), build.mark);
      await build.close();
      const check = secondFold({ log, opener: plainOpener() });
      const fault = { code: 'PROJECTION.PAGES_DIFFER', table: 'timeline', row: '1', stream: first?.stream };
      await expect(rebuild({ ...job(never), check })).rejects.toMatchObject(fault);
      expect(await subjectOfFirst()).toBe('');
      expect(await rebuild(job(never))).toMatchObject({ kind: 'published', resumed: true });
      expect(await subjectOfFirst()).toBe('spoilt');
      const former = await desk.store.former();
      expect(await former?.publish()).toBe(true);
      await former?.close();
      expect(await subjectOfFirst()).toBe('');
    });

    it('replaces pages that are ahead of the log', async () => {
      await follow();
      await log.close();
      log = await openEventLog('memory:');
      await log.appendMany(history.appends().slice(0, 10));
      expect(await rebuild(job(never))).toMatchObject({ kind: 'published', position: 10n });
      expect(await desk.store.position()).toBe(10n);
    });

    it('begins again when what was built is of another history', async () => {
      const stop = new AbortController();
      await rebuild({ ...job(stop.signal), onProgress: ({ done }) => (done > 0n ? stop.abort() : undefined) });
      await log.close();
      log = await openEventLog('memory:');
      await log.appendMany(history.appends().slice(0, 10));
      expect(await rebuild(job(never))).toMatchObject({ kind: 'published', resumed: false, position: 10n });
    });
  });

  it('shows that nothing differs between pages copied as it happened and pages copied anew', async () => {
    await fc.assert(
      fc.asyncProperty(stories(150), fc.integer({ min: 1, max: 9 }), async (steps, size) => {
        const { events } = told(steps).history;
        fc.pre(events.length > 0);
        const other = await temporaryStore(openReadStore, freshUrl());
        const stop = new AbortController();
        const onPosition = (position: bigint) => (position === BigInt(events.length) ? stop.abort() : undefined);
        const parts = { copyist: deskCopyist(plainOpener()), store: other.store };
        await runProjector({
          ...parts,
          follow: wholeEvents,
          log: listedLog(events, size),
          signal: stop.signal,
          onPosition,
        });
        const { comparison } = await rebuild({ ...parts, log: listedLog(events), signal: never, compare: true });
        await other.dispose();
        expect(comparison).toMatchObject({ differences: 0, samples: [] });
      }),
      { numRuns: runs[driver] },
    );
  });
});
