import type { PageWriter, RowOf } from '#read-store';
import type { FactKind } from '../facts/index.js';
import { columns, quarterMs } from '../measures/index.js';
import { digestOf, Stretch } from '../rollups/index.js';
import type { GatheredChanges } from './gathered-changes.js';
import { rollups, stretches } from './kpi.tables.js';

/** Where the first stretch of every kind begins: before any instant there is. */
const firstStart = -8_640_000_000_000_000;
/** Stretches that stay at hand between batches; some 30 KiB each. */
const mostAtHand = 200;
/** Stretches changed before they are written. */
const muchTouched = 500;

/**
 * The roll-ups a batch works on, read from the pages when they are first asked for: a fact that begins to be known is
 * added, one that ends is taken away. What is at hand is newer than the pages until the batch is written.
 */
export class RollupShelf {
  readonly #starts = new Map<FactKind, number[]>();
  readonly #atHand = new Map<string, Stretch>();
  readonly #touched = new Set<Stretch>();

  constructor(
    private readonly pages: Pick<PageWriter, 'load' | 'loadWhere'>,
    private readonly changes: GatheredChanges,
  ) {}

  get isFull(): boolean {
    return this.#touched.size >= muchTouched;
  }

  async add(kind: FactKind, fact: Int32Array): Promise<void> {
    const stretch = await this.#stretchOf(kind, fact);
    stretch.add(fact);
    const later = stretch.cut(fact);
    if (later !== undefined) this.#begin(later);
  }

  async remove(kind: FactKind, fact: Int32Array): Promise<void> {
    const stretch = await this.#stretchOf(kind, fact);
    stretch.remove(fact);
  }

  /** Tells what became of every stretch that was touched. */
  close(): void {
    for (const stretch of this.#touched) {
      const { kind, start, until, bytes: facts } = stretch;
      this.changes.put(rollups, { kind, start, facts });
      this.changes.put(stretches, { kind, start, until, digest: digestOf(kind, facts) });
    }
  }

  /** After everything was written: what takes much room goes. */
  settle(): void {
    this.#touched.clear();
    if (this.#atHand.size > mostAtHand) this.#atHand.clear();
  }

  /** The stretch a fact belongs into, to be changed. */
  async #stretchOf(kind: FactKind, fact: Int32Array): Promise<Stretch> {
    const starts = this.#starts.get(kind) ?? (await this.#readStarts(kind));
    const start = startBefore(starts, (fact[columns.at] ?? 0) * quarterMs + (fact[columns.at + 1] ?? 0));
    const stretch = this.#atHand.get(`${kind} ${start}`) ?? (await this.#read(kind, start));
    this.#touched.add(stretch);
    return stretch;
  }

  async #readStarts(kind: FactKind): Promise<number[]> {
    const rows = (await this.pages.loadWhere(stretches, 'kind', kind)) as RowOf<typeof stretches>[];
    const starts = rows.map(({ start }) => start).sort((one, other) => one - other);
    this.#starts.set(kind, starts);
    if (starts.length === 0) this.#begin(new Stretch(kind, firstStart));
    return starts;
  }

  async #read(kind: FactKind, start: number): Promise<Stretch> {
    const [row] = (await this.pages.load(rollups, [[kind, start]])) as readonly (RowOf<typeof rollups> | undefined)[];
    if (row === undefined) throw new TypeError(`no stretch of ${kind} begins at ${start}`);
    const stretch = Stretch.of(kind, start, row.facts);
    this.#atHand.set(`${kind} ${start}`, stretch);
    return stretch;
  }

  #begin(stretch: Stretch): void {
    const { kind, start } = stretch;
    const starts = this.#starts.get(kind) ?? [];
    starts.splice(starts.indexOf(startBefore(starts, start)) + 1, 0, start);
    this.#atHand.set(`${kind} ${start}`, stretch);
    this.#touched.add(stretch);
  }
}

/** The last of these that is not after an instant. */
function startBefore(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return starts[low] ?? firstStart;
}
