import fc from 'fast-check';
import { newStream } from '#event-log';
import type { EventLog } from '#event-log';
import { openEventLog } from '#event-log/open';
import { draft } from '#event-log/testing';
import { SharedLog } from './shared-log.js';

/** What was asked of the log itself. */
interface Asked {
  /** Positions of events that were read whole, and without their parts. */
  readonly whole: bigint[];
  readonly clear: bigint[];
  watches: number;
}

describe('a log that several are told of at once', () => {
  let log: EventLog;
  let asked: Asked;
  let shared: SharedLog;
  let written: number;
  let over: AbortController;
  beforeEach(async () => {
    [log, asked, written, over] = [await openEventLog('memory:'), { whole: [], clear: [], watches: 0 }, 0, new AbortController()]; // prettier-ignore
    shared = new SharedLog(counted());
  });
  afterEach(async () => {
    over.abort();
    await log.close();
  });

  const counted = (): ConstructorParameters<typeof SharedLog>[0] => ({
    traits: log.traits,
    readAll: async (after, limit) => {
      const events = await log.readAll(after, limit);
      asked.whole.push(...events.map(({ position }) => position));
      return events;
    },
    readClear: async (after, limit, types) => {
      const stretch = await log.readClear(after, limit, types);
      asked.clear.push(...(stretch?.events ?? []).map(({ position }) => position));
      return stretch;
    },
    follow: (after, limit, signal) => {
      asked.watches += 1;
      return log.follow(after, limit, signal);
    },
    head: () => log.head(),
    at: (position) => log.at(position),
  });
  const happens = async (events: number, bytes = 10) => {
    const appends = Array.from({ length: events }, () => {
      written += 1;
      const sealed = { content: { keyId: written, owner: 'ann', bytes: Buffer.alloc(bytes) } };
      const event = draft({ type: written % 3 === 0 ? 'TicketOpened' : 'NoteAdded', sealed });
      return { stream: `customer-${written}`, expected: newStream, events: [event] };
    });
    await log.appendMany(appends);
  };

  /** Somebody who is told the log from a place on, so much at once, and takes his time with it. */
  class Follower {
    readonly told: bigint[] = [];
    constructor(
      private reached: bigint,
      private readonly limit: number,
      private readonly takes: () => Promise<void>,
      private readonly types: readonly string[] = [],
    ) {}

    async run(upTo: bigint): Promise<void> {
      while (this.reached < upTo) {
        const found = await this.next();
        if (found.length === 0) await shared.news(this.reached, over.signal);
        else await this.takes();
      }
    }

    private async next(): Promise<readonly bigint[]> {
      const isFiltered = this.types.length > 0;
      const stretch = isFiltered ? await shared.readClear(this.reached, this.limit, this.types) : undefined;
      const events = isFiltered ? (stretch?.events ?? []) : await shared.readAll(this.reached, this.limit);
      this.told.push(...events.map(({ position }) => position));
      const upTo = isFiltered ? stretch?.upTo.position : events.at(-1)?.position;
      if (upTo === undefined) return [];
      this.reached = upTo;
      return [upTo];
    }
  }
  const atOnce = async () => undefined;
  const turns = (count: number) => async () => {
    for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const positions = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => BigInt(from + n + 1));

  it('is read once for all who are at its head, and watched once, however many they are', async () => {
    const followers = Array.from({ length: 12 }, (_, n) => new Follower(0n, 10 + n, turns(n % 3)));
    const runs = followers.map((follower) => follower.run(90n));
    for (let burst = 0; burst < 9; burst += 1) {
      await happens(10);
      await turns(40)();
    }
    await Promise.all(runs);
    for (const { told } of followers) expect(told).toEqual(positions(0, 90));
    expect(asked.whole).toEqual(positions(0, 90));
    expect(asked.watches).toBeLessThanOrEqual(10);
  });

  it('is read without its parts once for all who want only some types, whichever these are', async () => {
    const [opened, noted] = [['TicketOpened'], ['NoteAdded', 'TicketOpened']];
    const followers = [opened, noted, opened, noted].map((types) => new Follower(0n, 50, atOnce, types));
    const runs = followers.map((follower) => follower.run(60n));
    await happens(60);
    await Promise.all(runs);
    expect(followers[0]?.told).toEqual(positions(0, 60).filter((position) => position % 3n === 0n));
    expect(followers[1]?.told).toEqual(positions(0, 60));
    expect(asked).toMatchObject({ clear: positions(0, 60), whole: [] });
  });

  it('is known to have grown by whoever begins further on than all others have read', async () => {
    await happens(3);
    await shared.readAll(0n, 500);
    await shared.readClear(0n, 500);
    await happens(2);
    expect([await shared.readAll(5n, 500), await shared.readClear(5n, 500, ['NoteAdded'])]).toEqual([[], undefined]);
    expect(await shared.head()).toMatchObject({ position: 5n });
    await shared.news(4n, over.signal);
    expect((await shared.readAll(4n, 500)).map(({ position }) => position)).toEqual([5n]);
  });

  it('is read by those who are far behind for themselves, until they are near', async () => {
    await happens(3_000);
    const near = [new Follower(3_000n, 50, atOnce), new Follower(3_000n, 50, atOnce)];
    const runs = near.map((follower) => follower.run(3_100n));
    await happens(50);
    const far = new Follower(0n, 100, atOnce);
    const catchesUp = far.run(3_100n);
    await happens(50);
    await Promise.all([...runs, catchesUp]);
    expect(far.told).toEqual(positions(0, 3_100));
    expect(asked.whole.filter((position) => position > 3_050n)).toEqual(positions(3_050, 3_100));
    expect(asked.whole.filter((position) => position <= 3_000n)).toEqual(positions(0, 3_000));
  });

  it('holds up nobody for one who takes his time, and keeps no more for him than its measure', async () => {
    const { promise: letOn, resolve } = Promise.withResolvers<void>();
    const slow = new Follower(0n, 10, () => letOn);
    const quick = new Follower(0n, 10, atOnce);
    const runs = [slow.run(120n), quick.run(120n)];
    await happens(120, 200_000);
    await runs[1];
    expect([quick.told.length, slow.told.length]).toEqual([120, 10]);
    expect(await shared.readAll(110n, 10)).toHaveLength(10);
    const before = asked.whole.length;
    resolve();
    await runs[0];
    expect(slow.told).toEqual(positions(0, 120));
    expect(asked.whole.length).toBeGreaterThan(before);
  });

  it('is told in order, whole and once, to whoever begins wherever and takes as long as they like', async () => {
    const followersOf = fc.array(
      fc.record({ from: fc.nat(400), limit: fc.integer({ min: 1, max: 300 }), slow: fc.nat(4), isFiltered: fc.boolean() }),
      { minLength: 1, maxLength: 6 },
    ); // prettier-ignore
    const bursts = fc.array(fc.integer({ min: 1, max: 250 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(followersOf, bursts, async (some, sizes) => {
        await log.close();
        [log, written] = [await openEventLog('memory:'), 0];
        shared = new SharedLog(counted());
        await happens(400);
        const end = BigInt(400 + sizes.reduce((sum, size) => sum + size, 0));
        const followers = some.map(({ from, limit, slow, isFiltered }) => ({
          from,
          follower: new Follower(BigInt(from), limit, turns(slow), isFiltered ? ['TicketOpened', 'NoteAdded'] : []),
        }));
        const runs = followers.map(({ follower }) => follower.run(end));
        for (const size of sizes) {
          await happens(size);
          await turns(3)();
        }
        await Promise.all(runs);
        for (const { from, follower } of followers) expect(follower.told).toEqual(positions(from, Number(end)));
      }),
      { numRuns: 25 },
    );
  });

  it('tells all who wait of a fault, and waits for nobody who left', async () => {
    const leaving = new AbortController();
    const left = shared.news(0n, leaving.signal);
    leaving.abort();
    await left;
    const waiting = [shared.news(0n, over.signal), shared.news(0n, over.signal)];
    await log.close();
    for (const each of await Promise.allSettled(waiting)) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'LOG.UNAVAILABLE' } }); // prettier-ignore
  });
});
