import type { Row, Table } from '#read-store';
import { keyIn } from './expected-row.js';
import type { ExpectedRow } from './expected-row.js';
import { scattered } from './scattered.js';

/** A row of a table of sums, or what is added to one. */
export interface Summand {
  readonly table: Table;
  readonly row: Row;
}

/** What is added up, row by row. */
export class Sums {
  readonly #rows = new Map<string, { readonly table: Table; readonly row: Record<string, Row[string]> }>();

  get size(): number {
    return this.#rows.size;
  }

  add({ table, row }: Summand): void {
    const name = nameOf({ table, row });
    const sum = this.#rows.get(name)?.row;
    if (sum === undefined) this.#rows.set(name, { table, row: { ...row } });
    else
      for (const column in row)
        if (!table.key.includes(column)) sum[column] = Number(sum[column]) + Number(row[column]);
  }

  drop(which: (name: string) => boolean): void {
    for (const name of this.#rows.keys()) if (which(name)) this.#rows.delete(name);
  }

  *all(): Generator<Summand> {
    yield* this.#rows.values();
  }
}

/** Rows that stay at hand. */
const usualRoom = 200_000;
/** In whose name sums stand. */
const allFiles = 'customer-*';

/**
 * The sums over all files, added up file by file. Where there are more rows than there is room for, every second of them goes,
 * by its name: then half of the sums are told, and so on.
 */
export class SumsOfFiles {
  readonly #sums = new Sums();
  readonly #doubtful = new Set<string>();
  /** One of so many is told. */
  #oneOf = 1;

  constructor(private readonly room = usualRoom) {}

  add(summands: Iterable<Summand>): void {
    for (const summand of summands) if (this.#isTold(nameOf(summand))) this.#sums.add(summand);
    while (this.#sums.size > this.room) {
      this.#oneOf *= 2;
      this.#sums.drop((name) => !this.#isTold(name));
    }
  }

  /** What may be in these sums and may be not: nothing is told of them. */
  doubt(summands: Iterable<Summand>): void {
    for (const summand of summands) this.#doubtful.add(nameOf(summand));
  }

  *rows(): Generator<ExpectedRow> {
    for (const { table, row } of this.#sums.all())
      if (!this.#doubtful.has(nameOf({ table, row }))) yield { stream: allFiles, table, key: keyIn(table, row), row };
  }

  #isTold(name: string): boolean {
    return this.#oneOf === 1 || scattered(name) % this.#oneOf === 0;
  }
}

const nameOf = ({ table, row }: Summand): string => `${table.name}\u0000${keyIn(table, row).join('\u0000')}`;
