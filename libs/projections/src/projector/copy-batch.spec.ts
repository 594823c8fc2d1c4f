import fc from 'fast-check';
import type { RecordedEvent } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import { History, copied, plainOpener, stories, told } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import { UnknownEventType } from '../projection/index.js';
import { copyBatch } from './copy-batch.js';

describe('copying the log into pages', () => {
  it('gives the same pages in batches of any size as in one rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(
        stories(120),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        async (steps, sizes) => {
          const { events } = told(steps).history;
          const [rebuilt, incremental] = [await copied(events), await copied(events, sizes)];
          expect(incremental.everything()).toEqual(rebuilt.everything());
          expect(incremental.mark).toEqual(rebuilt.mark);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives the same pages whichever customer is written down first', async () => {
    await fc.assert(
      fc.asyncProperty(stories(60), async (steps) => {
        const { events } = told(steps).history;
        const others = await copied(renumbered([...events].sort(byStream)));
        const original = await copied(events);
        for (const table of ['queue', 'workload', 'volume', 'due'] as const) {
          expect(others.everything()[table]).toEqual(original.everything()[table]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stops at a type of event it does not know, and has written nothing', async () => {
    const history = new History();
    const known = history.record('TicketOpened');
    const unknown = { ...history.record('TicketTagged'), type: 'TicketTeleported' };
    const pages = new MemoryPageWriter(deskPages);
    const stopped = await copyBatch(pages, plainOpener(), [known, unknown]).catch((fault: unknown) => fault);
    expect(stopped).toEqual(new UnknownEventType('TicketTeleported', 2n));
    expect(pages.mark.position).toBe(0n);
  });

  it('marks how far it came with the position and the hash of the last event', async () => {
    const history = new History();
    const { hash } = history.record('TicketOpened');
    expect((await copied(history.events)).mark).toEqual({ position: 1n, hash });
  });
});

const byStream = (one: RecordedEvent, other: RecordedEvent): number =>
  one.stream === other.stream ? one.version - other.version : one.stream < other.stream ? -1 : 1;

const renumbered = (events: readonly RecordedEvent[]): RecordedEvent[] =>
  events.map((event, place) => ({ ...event, position: BigInt(place + 1) }));
