import fc from 'fast-check';
import type { RecordedEvent } from '#event-log';
import { batchesOf, stories, told } from '#projections/testing';
import { MemoryPageWriter } from '#read-store/testing';
import { KpiCopyist, kpiCopyist } from './kpi-copyist.js';
import { facts, kpiPages, pastFacts } from './kpi.tables.js';
import type { FactRow, PastFactRow } from './kpi.tables.js';

async function copied(events: readonly RecordedEvent[], sizes: readonly number[] = [events.length]) {
  const pages = new MemoryPageWriter(kpiPages);
  for (const batch of batchesOf(events, sizes)) {
    const copyist = kpiCopyist(pages);
    await copyist.fold(batch);
    await copyist.write();
  }
  return pages;
}

/** What was known right after the event at a position. */
function knownAt(pages: MemoryPageWriter, position: number): readonly string[] {
  const now = pages.rowsOf<FactRow>(facts);
  const past = pages.rowsOf<PastFactRow>(pastFacts).filter(({ knownTo }) => knownTo > position);
  return [...now, ...past]
    .filter(({ knownFrom }) => knownFrom <= position)
    .map(({ fact }) => fact)
    .sort();
}

describe('the facts KPIs are counted from', () => {
  it('are the same in batches of any size as in one rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(
        stories(80),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
        async (steps, sizes) => {
          const { events } = told(steps).history;
          expect((await copied(events, sizes)).everything()).toEqual((await copied(events)).everything());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the same where hardly a file stays at hand between batches', async () => {
    await fc.assert(
      fc.asyncProperty(stories(80), fc.integer({ min: 1, max: 9 }), fc.nat(30), async (steps, size, items) => {
        const { events } = told(steps).history;
        const pages = new MemoryPageWriter(kpiPages);
        const copyist = new KpiCopyist(pages, { items, tails: 3 });
        for (const batch of batchesOf(events, [size])) {
          await copyist.fold(batch);
          await copyist.write();
        }
        expect(pages.everything()).toEqual((await copied(events)).everything());
      }),
      { numRuns: 60 },
    );
  });

  it('known at a position are those a desk would have that never heard of anything later', async () => {
    await fc.assert(
      fc.asyncProperty(stories(80), fc.nat(), async (steps, choice) => {
        const { events } = told(steps).history;
        const position = choice % (events.length + 1);
        const [later, then] = [await copied(events), await copied(events.slice(0, position))];
        expect(knownAt(later, position)).toEqual(
          then
            .rowsOf<FactRow>(facts)
            .map(({ fact }) => fact)
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
  });
});
