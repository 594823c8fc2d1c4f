import { LogUnavailable, newStream } from '#event-log';
import type { EventLog, StreamTip } from '#event-log';
import type { OpenedLog } from './event-log.contract.js';
import { draft, positionsAt } from './drafts.js';

const lina = 'customer-lina';

/** Following: all there is, then all that comes. */
export function describeFollowing(opened: OpenedLog): void {
  describe('following', () => {
    it('gives what is there, then what comes, each event once and in order', async () => {
      const { log } = opened;
      const tip = await write(log, newStream, 5);
      const followed = positionsOf(log, 0n, 100, 12);
      await write(log, await write(log, tip, 4), 3);
      expect(await followed).toEqual(await positionsAt(log, ...countTo(12)));
    });

    it('begins behind the position it is given', async () => {
      const { log } = opened;
      await write(log, newStream, 6);
      const [fourth = 0n, ...behind] = await positionsAt(log, 4, 5, 6);
      expect(await positionsOf(log, fourth, 100, 2)).toEqual(behind);
    });

    it('wakes for an append that comes while it waits', async () => {
      const { log } = opened;
      const stop = new AbortController();
      const batches = log.follow(0n, 10, stop.signal)[Symbol.asyncIterator]();
      const next = batches.next();
      await write(log, newStream, 1);
      expect(await next).toMatchObject({ done: false, value: [{ stream: lina, version: 1 }] });
      stop.abort();
      expect(await batches.next()).toEqual({ done: true, value: undefined });
    });

    it('hands over no more at once than was asked for, and never an empty batch', async () => {
      const { log } = opened;
      await write(log, newStream, 10);
      const sizes: number[] = [];
      const stop = new AbortController();
      for await (const batch of log.follow(0n, 4, stop.signal)) {
        sizes.push(batch.length);
        if (sizes.reduce((sum, size) => sum + size, 0) === 10) stop.abort();
      }
      if (log.traits.pushes) for (const size of sizes) expect([1, 2, 3, 4]).toContain(size);
      else expect(sizes).toEqual([4, 4, 2]);
    });

    it('ends cleanly when it is stopped while it waits', async () => {
      const stop = new AbortController();
      const next = opened.log.follow(0n, 10, stop.signal)[Symbol.asyncIterator]().next();
      stop.abort();
      expect(await next).toEqual({ done: true, value: undefined });
    });

    it('gives nothing to one who was stopped before it began', async () => {
      await write(opened.log, newStream, 1);
      const followed = opened.log.follow(0n, 10, AbortSignal.abort())[Symbol.asyncIterator]();
      expect(await followed.next()).toEqual({ done: true, value: undefined });
    });

    it('lets one stop while another goes on', async () => {
      const { log } = opened;
      const goesOn = positionsOf(log, 0n, 100, 4);
      expect(await Promise.all([positionsOf(log, 0n, 1, 2), write(log, newStream, 2)])).toHaveLength(2);
      const [last] = await log.readStream(lina, 1, 1);
      await write(log, last ?? newStream, 2);
      expect(await goesOn).toEqual(await positionsAt(log, ...countTo(4)));
    });

    it('follows only what is asked for, and tells how far it looked where nothing was', async () => {
      const { log } = opened;
      const stop = new AbortController();
      const stretches = log.followClear(0n, 10, stop.signal, ['TicketOpened'])[Symbol.asyncIterator]();
      const next = stretches.next();
      const tip = await write(log, newStream, 1);
      const [first] = await positionsAt(log, 1);
      expect(await next).toMatchObject({ done: false, value: { events: [], upTo: { position: first } } });
      await log.append({ stream: lina, expected: tip, events: [draft({ type: 'TicketOpened' })] });
      const [second] = await positionsAt(log, 2);
      expect((await stretches.next()).value).toMatchObject({ events: [{ version: 2 }], upTo: { position: second } });
      stop.abort();
      expect(await stretches.next()).toEqual({ done: true, value: undefined });
    });

    it('tells those who follow that the log was closed', async () => {
      const { log } = opened;
      const next = log.follow(0n, 10, new AbortController().signal)[Symbol.asyncIterator]().next();
      const told = expect(next).rejects.toThrow(LogUnavailable);
      await log.close();
      await told;
    });

    it('misses nothing while several write at once', async () => {
      const { log } = opened;
      const followed = positionsOf(log, 0n, 7, 60);
      await Promise.all(
        Array.from({ length: 60 }, (_, customer) =>
          log.append({ stream: `customer-${customer}`, expected: newStream, events: [draft()] }),
        ),
      );
      expect(await followed).toEqual((await log.readAll(0n, 100)).map(({ position }) => position));
    });
  });
}

async function write(log: EventLog, expected: StreamTip, count: number): Promise<StreamTip> {
  const events = Array.from({ length: count }, () => draft());
  return (await log.append({ stream: lina, expected, events })).tip;
}

/** Follows until `count` events have come. */
async function positionsOf(log: EventLog, after: bigint, limit: number, count: number): Promise<readonly bigint[]> {
  const seen: bigint[] = [];
  for await (const batch of log.follow(after, limit, new AbortController().signal)) {
    seen.push(...batch.map(({ position }) => position));
    if (seen.length >= count) break;
  }
  return seen;
}

const countTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);
