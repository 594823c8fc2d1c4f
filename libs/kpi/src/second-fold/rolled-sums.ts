import { PagesDiffer } from '#projections';
import type { PageWriter, RowOf } from '#read-store';
import { dimensions } from '../facts/index.js';
import type { Dimension, FactKind, KpiFact } from '../facts/index.js';
import { nameIn } from '../figures/index.js';
import { measure, widthOf } from '../measures/index.js';
import { files, names, rollups, stretches } from '../pages/kpi.tables.js';
import { digestOf, opened, PackedColumns } from '../rollups/index.js';
import type { FileRows } from './check-file.js';

const kinds: readonly FactKind[] = ['contact', 'call', 'opening', 'first-response', 'next-response', 'resolution', 'full-resolution', 'span']; // prettier-ignore
/** Stretches read at once: some 30 KiB each. */
const stretchesAtOnce = 50;
/** Names that stay at hand. */
const mostNames = 50_000;

/** How many facts of a kind there are, and what each of their columns comes to. */
interface KindSum {
  facts: number;
  readonly columns: Int32Array;
}

/**
 * Roll-ups against the facts they are made of: of each kind how many there are, and what each column of numbers comes to
 * over all of them.
 */
export class RolledSums {
  readonly #expected = new Map(kinds.map((kind) => [kind, nothingOf(kind)]));
  readonly #names = new Map<string, number>();

  constructor(private readonly pages: PageWriter) {}

  /** What is known of one person. */
  async add(facts: readonly KpiFact[], rows: readonly FileRows[]): Promise<void> {
    const [first] = facts;
    if (first === undefined) return;
    const [numbered] = (await this.pages.load(files, [[first.personId]])) as readonly (
      RowOf<typeof files> | undefined
    )[];
    const tickets = new Map(rows.flatMap(({ ticketNumbers }) => [...ticketNumbers]));
    for (const fact of facts) {
      const ticket = fact.ticketId === '' ? 0 : (tickets.get(fact.ticketId) ?? 0);
      const numbers = { person: numbered?.number ?? 0, ticket, dimensions: await this.#standing(fact) };
      const sum = this.#expected.get(fact.kind) ?? nothingOf(fact.kind);
      sum.facts += 1;
      // Sums of 32 bits that run over: they are only held against each other.
      for (const [column, number] of measure(fact, numbers).entries()) sum.columns[column] = (sum.columns[column] ?? 0) + number; // prettier-ignore
    }
  }

  /** Answers how many stretches were read. Errors: `PagesDiffer`. */
  async check(): Promise<number> {
    let read = 0;
    for (const [kind, expected] of this.#expected) {
      const { sum, count } = await this.#rolled(kind);
      read += count;
      if (sum.facts === expected.facts && sum.columns.every((number, column) => number === expected.columns[column]))
        continue;
      throw differs(rollups.name, kind, 'facts');
    }
    return read;
  }

  async #rolled(kind: FactKind): Promise<{ readonly sum: KindSum; readonly count: number }> {
    const [sum, told] = [nothingOf(kind), (await this.pages.loadWhere(stretches, 'kind', kind)) as readonly RowOf<typeof stretches>[]]; // prettier-ignore
    for (let first = 0; first < told.length; first += stretchesAtOnce) {
      const some = told.slice(first, first + stretchesAtOnce);
      const rows = (await this.pages.load(rollups, some.map(({ start }) => [kind, start]))) as readonly (RowOf<typeof rollups> | undefined)[]; // prettier-ignore
      for (const [place, { start, digest }] of some.entries()) {
        const facts = rows[place]?.facts;
        if (facts === undefined || digestOf(kind, facts) !== digest)
          throw differs(stretches.name, `${kind} ${start}`, 'digest');
        addUp(sum, facts, widthOf(kind));
      }
    }
    return { sum, count: told.length };
  }

  async #standing(fact: KpiFact): Promise<Readonly<Record<Dimension, number>>> {
    const numbers = { channel: 0, inbox: 0, team: 0, agent: 0, tag: 0, priority: 0, language: 0 };
    for (const dimension of dimensions) numbers[dimension] = await this.#numberOf(dimension, nameIn(fact, dimension));
    return numbers;
  }

  async #numberOf(dimension: Dimension, name: string): Promise<number> {
    const known = this.#names.get(`${dimension} ${name}`);
    if (known !== undefined) return known;
    if (this.#names.size >= mostNames) this.#names.clear();
    const [row] = (await this.pages.load(names, [[dimension, name]])) as readonly (RowOf<typeof names> | undefined)[];
    this.#names.set(`${dimension} ${name}`, row?.number ?? 0);
    return row?.number ?? 0;
  }
}

const nothingOf = (kind: FactKind): KindSum => ({ facts: 0, columns: new Int32Array(widthOf(kind)) });

function addUp(sum: KindSum, bytes: Uint8Array, width: number): void {
  const packed = new PackedColumns(width);
  packed.add(opened(bytes, width));
  sum.facts += packed.count;
  for (let column = 0; column < width; column += 1) {
    let total = sum.columns[column] ?? 0;
    const numbers = packed.of(column);
    for (let fact = 0; fact < packed.count; fact += 1) total = (total + (numbers[fact] ?? 0)) | 0;
    sum.columns[column] = total;
  }
}

const differs = (table: string, row: string, column: string): PagesDiffer =>
  new PagesDiffer({ table, row, stream: 'customer-*', columns: [column] });
