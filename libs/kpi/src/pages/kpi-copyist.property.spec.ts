import fc from 'fast-check';
import type { RecordedEvent } from '#event-log';
import { batchesOf, stories, told } from '#projections/testing';
import { MemoryPageWriter } from '#read-store/testing';
import { KpiCopyist, kpiCopyist } from './kpi-copyist.js';
import { dimensions } from '../facts/index.js';
import type { KpiFact } from '../facts/index.js';
import { nameIn } from '../figures/index.js';
import { measure, widthOf } from '../measures/index.js';
import { opened, PackedColumns } from '../rollups/index.js';
import { facts, files, kpiPages, names, pastFacts, rollups, tickets } from './kpi.tables.js';
import type { FactRow, KpiTables, PastFactRow } from './kpi.tables.js';

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

const inOrder = (facts: readonly (readonly number[])[]) => facts.map((fact) => fact.join(' ')).sort();

/** Every fact that stands in a roll-up, as its numbers. */
function rolledUp(pages: MemoryPageWriter) {
  return inOrder(
    pages.rowsOf<KpiTables['rollups']>(rollups).flatMap(({ kind, facts }) => {
      const width = widthOf(kind as KpiFact['kind']);
      const columns = new PackedColumns(width);
      columns.add(opened(facts, width));
      return Array.from({ length: columns.count }, (_, fact) => Array.from({ length: width }, (__, column) => columns.of(column)[fact] ?? NaN)); // prettier-ignore
    }),
  );
}

/** What is known now, by the numbers the pages give to files, tickets and names. */
function knownNow(pages: MemoryPageWriter) {
  const numbers = new Map<string, number>([
    ...pages.rowsOf<KpiTables['files']>(files).map((row) => [`file ${row.customerId}`, row.number] as const),
    ...pages.rowsOf<KpiTables['tickets']>(tickets).map((row) => [`ticket ${row.ticketId}`, row.number] as const),
    ...pages.rowsOf<KpiTables['names']>(names).map((row) => [`${row.dimension} ${row.name}`, row.number] as const),
  ]);
  const number = (name: string) => numbers.get(name) ?? NaN;
  const known = pages.rowsOf<FactRow>(facts).map((row) => JSON.parse(row.fact) as KpiFact);
  const told = known.map((fact) => {
    const standing = dimensions.map((dimension) => [dimension, number(`${dimension} ${nameIn(fact, dimension)}`)]);
    const ticket = fact.ticketId === '' ? 0 : number(`ticket ${fact.ticketId}`);
    const dimensionNumbers = Object.fromEntries(standing) as Record<(typeof dimensions)[number], number>;
    return [...measure(fact, { person: number(`file ${fact.personId}`), ticket, dimensions: dimensionNumbers })];
  });
  return inOrder(told);
}

describe('the facts KPIs are counted from', () => {
  it('are the same in batches of any size as in one rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(
        stories(80),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20, size: 'max' }),
        async (steps, sizes) => {
          const { events } = told(steps).history;
          expect((await copied(events, sizes)).everything()).toEqual((await copied(events)).everything());
        },
      ),
      { numRuns: 500 },
    );
  }, 120_000);

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
      { numRuns: 500 },
    );
  }, 120_000);

  it('stand in roll-ups as long as they are known, and nothing else does', async () => {
    await fc.assert(
      fc.asyncProperty(stories(120), fc.integer({ min: 1, max: 30 }), async (steps, size) => {
        const pages = await copied(told(steps).history.events, [size]);
        expect(rolledUp(pages)).toEqual(knownNow(pages));
      }),
      { numRuns: 500 },
    );
  }, 120_000);

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
      { numRuns: 500 },
    );
  }, 120_000);
});
