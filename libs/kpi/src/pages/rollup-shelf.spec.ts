import fc from 'fast-check';
import { MemoryPageWriter } from '#read-store/testing';
import { quarterMs, widthOf } from '../measures/index.js';
import { opened, PackedColumns } from '../rollups/index.js';
import { GatheredChanges } from './gathered-changes.js';
import { kpiPages, rollups, stretches } from './kpi.tables.js';
import type { KpiTables } from './kpi.tables.js';
import { RollupShelf } from './rollup-shelf.js';

type Rollup = KpiTables['rollups'];
const width = widthOf('opening');
const day = 86_400_000;

const opening = (at: number): Int32Array => {
  const fact = new Int32Array(width);
  fact.set([Math.floor(at / quarterMs), at % quarterMs]);
  return fact;
};

/** Adds and takes away, in batches, each by a shelf that begins with what the pages hold. */
async function worked(adds: readonly number[], drops: readonly number[], atOnce: number) {
  const pages = new MemoryPageWriter(kpiPages);
  const steps = [...adds.map((at) => [at, 'add'] as const), ...drops.map((at) => [at, 'remove'] as const)];
  for (let first = 0; first < steps.length; first += atOnce) {
    const changes = new GatheredChanges();
    const shelf = new RollupShelf(pages, changes);
    for (const [at, step] of steps.slice(first, first + atOnce)) await shelf[step]('opening', opening(at));
    shelf.close();
    await pages.commit(changes.all(), { position: BigInt(first + 1), hash: new Uint8Array() });
  }
  return pages;
}

function instantsIn({ facts }: Rollup): readonly number[] {
  const columns = new PackedColumns(width);
  columns.add(opened(facts, width));
  return Array.from(
    { length: columns.count },
    (_, fact) => (columns.of(0)[fact] ?? 0) * quarterMs + (columns.of(1)[fact] ?? 0),
  );
}

const byStart = (pages: MemoryPageWriter) =>
  pages.rowsOf<Rollup>(rollups).toSorted((one, other) => one.start - other.start);

describe('roll-ups', () => {
  it('hold what is known, each fact in the stretch its instant falls into, in whatever order and batches it came', async () => {
    const instants = fc.array(fc.integer({ min: 0, max: 300 * day }), { minLength: 1_500, maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(instants, fc.nat(1_000), fc.constantFrom(90, 700), async (adds, dropped, atOnce) => {
        const drops = adds.slice(0, dropped);
        const pages = await worked(adds, drops, atOnce);
        const found = byStart(pages);
        expect(found.flatMap(instantsIn)).toEqual(adds.slice(dropped).sort((one, other) => one - other));
        expect(found.length).toBeGreaterThan(2);
        for (const [place, row] of found.entries()) {
          const end = found[place + 1]?.start ?? Infinity;
          expect(instantsIn(row).every((at) => at >= row.start && at < end)).toBe(true);
        }
        expect(pages.rowsOf(stretches)).toHaveLength(found.length);
        expect((await worked(adds, drops, adds.length * 2)).everything()).toEqual(pages.everything());
      }),
      // Few, for each works through thousands of facts, twice.
      { numRuns: 10 },
    );
  });

  it('of facts in the order of time are full before the next begins', async () => {
    const found = byStart(await worked(Array.from({ length: 2_000 }, (_, minute) => minute * 60_000), [], 250)); // prettier-ignore
    expect(found.map((row) => instantsIn(row).length)).toEqual([512, 512, 512, 464]);
  });
});
