import fc from 'fast-check';
import { listedLog, stories, told, batchesOf } from '#projections/testing';
import type { RecordedEvent } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import { kpiCopyist, kpiPages } from '../pages/index.js';
import { kpiSecondFold } from './second-fold.js';

const never = new AbortController().signal;

async function copied(events: readonly RecordedEvent[], size = events.length): Promise<MemoryPageWriter> {
  const pages = new MemoryPageWriter(kpiPages);
  for (const batch of batchesOf(events, [size])) {
    const copyist = kpiCopyist(pages);
    await copyist.fold(batch);
    await copyist.write();
  }
  return pages;
}

describe('a second fold of KPIs', () => {
  it('agrees with pages that were copied event by event, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(stories(80), fc.integer({ min: 1, max: 9 }), async (steps, size) => {
        const { events } = told(steps).history;
        const checked = await kpiSecondFold({ log: listedLog(events) })(await copied(events, size), never);
        expect(checked.files).toBeGreaterThanOrEqual(filesIn(events));
      }),
      { numRuns: 100 },
    );
  });

  it('agrees as well where streams do not tell where their events stand', async () => {
    const { events } = told(fc.sample(stories(300), { numRuns: 1, seed: 7 })[0] ?? []).history;
    const log = listedLog(events);
    const silent: typeof log = {
      ...log,
      traits: { ...log.traits, streamsTellPositions: false },
      readStream: async (...asked) => (await log.readStream(...asked)).map((event) => ({ ...event, position: 0n })),
    };
    const pages = await copied(events.slice(0, -20));
    const checked = await kpiSecondFold({ log: silent })(pages, never);
    expect(checked.files).toBeGreaterThanOrEqual(filesIn(events.slice(0, -20)));
  });
});

const filesIn = (events: readonly RecordedEvent[]): number =>
  new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('customer-'))).size;
