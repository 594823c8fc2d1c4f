import { LogUnavailable, newStream } from '#event-log';
import type { EventLog } from '#event-log';
import type { OpenedLog } from './event-log.contract.js';
import { draft, positionsAt } from './drafts.js';

const lina = 'customer-lina';

/** Reading a stream, the whole log, its head, one place. */
export function describeReading(opened: OpenedLog): void {
  describe('reading', () => {
    it('reads a stream page by page, each event once', async () => {
      const { log } = opened;
      const events = Array.from({ length: 25 }, () => draft());
      await log.append({ stream: lina, expected: newStream, events });
      await log.append({ stream: 'customer-omar', expected: newStream, events: [draft()] });

      const ids: string[] = [];
      for (let page = await log.readStream(lina, 0, 7); page.length > 0;) {
        ids.push(...page.map(({ id }) => id));
        page = await log.readStream(lina, page.at(-1)?.version ?? 0, 7);
      }
      expect(ids).toEqual(events.map(({ id }) => id));
    });

    it.each([1, 3, 1000])('reads the whole log in pages of %i, each event once, in its order', async (limit) => {
      const { log } = opened;
      const written = await fill(log, 5, 4);
      const ids: string[] = [];
      for (let page = await log.readAll(0n, limit); page.length > 0;) {
        expect(page.length).toBeLessThanOrEqual(limit);
        ids.push(...page.map(({ id }) => id));
        page = await log.readAll(page.at(-1)?.position ?? 0n, limit);
      }
      expect(ids).toEqual(written);
    });

    it.each([1, 3, 1000])(
      'reads clear fields in stretches of %i, whole events but for what is sealed',
      async (limit) => {
        const { log } = opened;
        await fill(log, 5, 4);
        const whole = await log.readAll(0n, 100);
        const clear: unknown[] = [];
        for (let stretch = await log.readClear(0n, limit); stretch !== undefined;) {
          expect(stretch.events.length).toBeLessThanOrEqual(limit);
          clear.push(...stretch.events);
          stretch = await log.readClear(stretch.upTo.position, limit);
        }
        expect(clear).toEqual(whole.map(({ sealed: _, ...event }) => event));
      },
    );

    it('reads only the types that are asked for, and says how far it looked', async () => {
      const { log } = opened;
      const events = ['TicketOpened', 'NoteAdded', 'NoteAdded', 'TicketTagged', 'NoteAdded'].map((type) =>
        draft({ type }),
      );
      await log.append({ stream: lina, expected: newStream, events });
      const asked = async (after: bigint, limit: number, types: readonly string[]) => {
        const { events: found, upTo } = (await log.readClear(after, limit, types)) ?? { events: [], upTo: undefined };
        return [found.map(({ version }) => version), upTo && { ...upTo }];
      };
      const placeOf = async (position: bigint) => ({ position, hash: (await log.at(position))?.hash });
      const [second = 0n, third = 0n, fourth = 0n, fifth = 0n] = await positionsAt(log, 2, 3, 4, 5);
      expect(await asked(0n, 100, ['NoteAdded'])).toEqual([[2, 3, 5], await log.head()]);
      expect(await asked(second, 2, ['NoteAdded', 'TicketTagged'])).toEqual([[3, 4], await placeOf(fourth)]);
      expect(await asked(0n, 3, ['TicketClosed'])).toEqual([[], await placeOf(third)]);
      expect(await asked(fifth, 3, ['NoteAdded'])).toEqual([[], undefined]);
    });

    it('tells where an event of a stream stands in the log', async () => {
      const { log } = opened;
      await fill(log, 2, 3);
      for (const { stream, version, position } of await log.readAll(0n, 10)) {
        const [event] = await log.readStream(stream, version - 1, 1);
        expect(event && ((await log.positionOf?.(event)) ?? event.position)).toBe(position);
      }
      expect(await log.readAll(0n, 10)).toHaveLength(6);
    });

    it('finds nothing on a stream that does not exist, and nothing behind the end of one that does', async () => {
      await opened.log.append({ stream: lina, expected: newStream, events: [draft()] });
      expect(await opened.log.readStream('customer-nobody', 0, 10)).toEqual([]);
      expect(await opened.log.readStream(lina, 1, 10)).toEqual([]);
    });

    it('finds nothing in an empty log, whose head is position 0', async () => {
      expect(await opened.log.readAll(0n, 10)).toEqual([]);
      expect(await opened.log.readClear(0n, 10)).toBeUndefined();
      expect(await opened.log.head()).toEqual({ position: 0n, hash: newStream.hash });
    });

    it('knows its head: position and hash of the last event', async () => {
      await fill(opened.log, 2, 3);
      const last = (await opened.log.readAll(0n, 100)).at(-1);
      expect(await opened.log.head()).toEqual({ position: last?.position, hash: last?.hash });
    });

    it('gives the event at a position, and none where there is none', async () => {
      const { log } = opened;
      await fill(log, 2, 2);
      const events = await log.readAll(0n, 100);
      for (const event of events) expect(await log.at(event.position)).toEqual(event);
      expect(await log.at(0n)).toBeUndefined();
      expect(await log.at((await log.head()).position + 1n)).toBeUndefined();
    });

    it('shows a writer at once what it has written', async () => {
      const { log } = opened;
      let tip = newStream;
      for (let turn = 1; turn <= 10; turn += 1) {
        ({ tip } = await log.append({ stream: lina, expected: tip, events: [draft()] }));
        expect((await log.readStream(lina, 0, 100)).length).toBe(turn);
      }
    });

    it('says that it is closed once it is closed', async () => {
      const { log } = opened;
      await log.close();
      await expect(log.readAll(0n, 1)).rejects.toThrow(LogUnavailable);
      await expect(log.readClear(0n, 1)).rejects.toThrow(LogUnavailable);
      await expect(log.readStream(lina, 0, 1)).rejects.toThrow(LogUnavailable);
      await expect(log.head()).rejects.toThrow(LogUnavailable);
      await expect(log.at(1n)).rejects.toThrow(LogUnavailable);
      const append = log.append({ stream: lina, expected: newStream, events: [draft()] });
      await expect(append).rejects.toThrow(LogUnavailable);
    });

    it('may be closed twice', async () => {
      await opened.log.close();
      await expect(opened.log.close()).resolves.toBeUndefined();
    });
  });
}

/** `count` streams of `length` events each, written in turns. Answers the ids in log order. */
async function fill(log: EventLog, count: number, length: number): Promise<readonly string[]> {
  const ids: string[] = [];
  const tips = Array.from({ length: count }, () => newStream);
  for (let turn = 0; turn < length; turn += 1) {
    for (let at = 0; at < count; at += 1) {
      const event = draft();
      const appended = await log.append({
        stream: `customer-${at}`,
        expected: tips[at] ?? newStream,
        events: [event],
      });
      tips[at] = appended.tip;
      ids.push(event.id);
    }
  }
  return ids;
}
