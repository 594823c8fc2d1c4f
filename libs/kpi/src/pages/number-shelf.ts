import type { PageWriter, RowOf } from '#read-store';
import { dimensions } from '../facts/index.js';
import type { Dimension, KpiFact } from '../facts/index.js';
import { nameIn } from '../figures/index.js';
import type { GatheredChanges } from './gathered-changes.js';
import { names, numbersGiven } from './kpi.tables.js';

/** Names that stay at hand between batches. */
const mostNames = 50_000;

/** What has numbers: files, tickets, and the names of each dimension. They are given in the order of the log, from 1. */
type Numbered = 'file' | 'ticket' | Dimension;

/** Gives numbers to what roll-ups speak of, each once; what is at hand is newer than the pages until it is written. */
export class NumberShelf {
  readonly #given = new Map<Numbered, number>();
  readonly #numbers = new Map<string, number>();

  constructor(
    private readonly pages: Pick<PageWriter, 'load'>,
    private readonly changes: GatheredChanges,
  ) {}

  /** The next number. */
  async next(of: Numbered): Promise<number> {
    const number = (this.#given.get(of) ?? (await this.#readGiven(of))) + 1;
    this.#given.set(of, number);
    this.changes.put(numbersGiven, { of, given: number });
    return number;
  }

  /** The numbers of where a fact stands. */
  async standing(fact: KpiFact): Promise<Readonly<Record<Dimension, number>>> {
    const numbers = { channel: 0, inbox: 0, team: 0, agent: 0, tag: 0, priority: 0, language: 0 };
    for (const dimension of dimensions) {
      const name = nameIn(fact, dimension);
      numbers[dimension] = this.#numbers.get(`${dimension} ${name}`) ?? (await this.#find(dimension, name));
    }
    return numbers;
  }

  /** After everything was written: what takes much room goes. */
  settle(): void {
    if (this.#numbers.size > mostNames) this.#numbers.clear();
  }

  async #find(dimension: Dimension, name: string): Promise<number> {
    const [row] = (await this.pages.load(names, [[dimension, name]])) as readonly (RowOf<typeof names> | undefined)[];
    const number = row?.number ?? (await this.next(dimension));
    if (row === undefined) this.changes.put(names, { dimension, name, number });
    this.#numbers.set(`${dimension} ${name}`, number);
    return number;
  }

  async #readGiven(of: Numbered): Promise<number> {
    const [row] = (await this.pages.load(numbersGiven, [[of]])) as readonly (RowOf<typeof numbersGiven> | undefined)[];
    return row?.given ?? 0;
  }
}
