import type { Truth } from '../measures/index.js';
import { Gathered, startsOf } from './gathered.js';

/**
 * Spans that stand at the end of some period, column by column, in the order of their beginning: whose, when their
 * tickets were opened, and at the end of which periods they stand.
 */
export interface Spans {
  readonly persons: Int32Array;
  /** Quarters of an hour, and milliseconds beyond. */
  readonly openedQuarters: Int32Array;
  readonly openedRests: Int32Array;
  /** The first period at whose end each stands, and the first at whose end it does not any more. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

type Columns<Column> = Record<keyof Spans, Column>;
const each = <Made>(make: (column: keyof Spans) => Made): Columns<Made> => ({
  persons: make('persons'),
  openedQuarters: make('openedQuarters'),
  openedRests: make('openedRests'),
  firsts: make('firsts'),
  lasts: make('lasts'),
});
const columns = ['persons', 'openedQuarters', 'openedRests', 'firsts', 'lasts'] as const;

/** Of so many spans the room is kept: some 40 MiB. */
const mostKept = 2 ** 20;

/** Spans while they are gathered, and the cell of each. Its room is used again. */
export class GatheredSpans {
  readonly #spans = each(() => Gathered.ofWhole());
  readonly #cells = Gathered.ofWhole();
  readonly #sorted = each(() => Gathered.ofWhole());

  /** Adds those that are chosen; all columns are of the same length, and all is one cell where none are named. */
  add(spans: Spans, cells: Int32Array | undefined, chosen: Truth): void {
    const { length } = spans.persons;
    for (const column of columns) this.#spans[column].add(spans[column], chosen, 0, length);
    if (cells !== undefined) this.#cells.add(cells, chosen, 0, length);
  }

  /** By cell; the order of beginning stays. They are told until others are gathered. */
  byCell(cellCount: number): (cell: number) => Spans {
    if (cellCount <= 1) return () => each((column) => this.#spans[column].all);
    const cells = this.#cells.all;
    const starts = startsOf(cells, cellCount);
    const sorted = each((column) => this.#spans[column].inCells(cells, starts, this.#sorted[column]));
    return (cell) => each((column) => sorted[column].subarray(starts[cell], starts[cell + 1]));
  }

  /** The highest number of a person. */
  get mostPerson(): number {
    const persons = this.#spans.persons.all;
    let most = 0;
    for (let span = 0; span < persons.length; span += 1)
      if ((persons[span] as number) > most) most = persons[span] as number;
    return most;
  }

  /** Its room is more than should be kept for others. */
  get isLarge(): boolean {
    return this.#spans.lasts.room > mostKept;
  }

  /** Forgets them all. */
  clear(): void {
    this.#cells.clear();
    for (const column of columns) this.#spans[column].clear();
  }
}

/** Spans of several cells as one, in the order of their beginning again. */
export function together(parts: readonly Spans[], periods: number): Spans {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = each((column) => {
    const gathered = Gathered.ofWhole();
    for (const part of parts) gathered.add(part[column], true, 0, part[column].length);
    return gathered;
  });
  const firsts = all.firsts.all;
  const starts = startsOf(firsts, periods);
  return each((column) => all[column].inCells(firsts, starts));
}
