import type { PageAggregate } from '#read-store';
import { definitionOf } from '../definitions/index.js';
import { widthOf } from '../measures/index.js';
import type { FactColumns } from '../measures/index.js';
import { PackedColumns } from '../rollups/index.js';
import { Behind } from './behind.js';
import type { ToFind } from './behind.js';
import type { KpiQuestion } from './figure.js';
import { namesIn } from './names.js';
import type { NumberedName } from './names.js';
import { reckoningOf } from './reckoning.js';

/** What `reckon` is asked, as JSON: a question, and what the numbers of its dimensions stand for. */
export interface ToReckon {
  readonly question: KpiQuestion;
  readonly names: readonly NumberedName[];
}

/** Whatever is made of roll-ups: it takes facts, some at a time, and tells something in the end. */
interface Reading {
  take(facts: FactColumns): void;
  told(): unknown;
}

/** Facts are read some at a time: few enough that their columns stay near, and many enough that turning to them costs nothing. */
const factsAtOnce = 4096;

/** Hands the roll-ups of a definition’s kind to a reading. */
class Stretches {
  readonly #columns: PackedColumns;

  constructor(
    { id }: KpiQuestion,
    private readonly reading: Reading,
  ) {
    this.#columns = new PackedColumns(widthOf(definitionOf(id)?.kind ?? 'span'));
  }

  take(bytes: Uint8Array): void {
    this.#columns.add(bytes);
    if (this.#columns.count >= factsAtOnce) this.#read();
  }

  #read(): void {
    if (this.#columns.count > 0) this.reading.take(this.#columns);
    this.#columns.clear();
  }

  get told(): string {
    this.#read();
    return JSON.stringify(this.reading.told());
  }
}

/** A function of what is asked, which need stand in the first row only, and of roll-ups; it tells JSON. */
const reader = <Asked extends { readonly question: KpiQuestion }>(
  begin: (asked: Asked) => Reading,
): PageAggregate<Stretches | undefined> => ({
  start: () => undefined,
  step: (state, asked, facts) => {
    const stretches = state ?? begun(JSON.parse(String(asked)) as Asked, begin);
    if (facts instanceof Uint8Array) stretches.take(facts);
    return stretches;
  },
  result: (state) => state?.told ?? null,
});

const begun = <Asked extends { readonly question: KpiQuestion }>(
  asked: Asked,
  begin: (asked: Asked) => Reading,
): Stretches => new Stretches(asked.question, begin(asked));

/** `reckon(toReckon, facts)`: the figures of a question. */
const reckon = reader(({ question, names }: ToReckon) => {
  const reckoning = reckoningOf(question, namesIn(names));
  return { take: (facts) => reckoning.take(facts), told: () => reckoning.figures() };
});

/** `find(toFind, facts)`: the first facts behind a question, out of roll-ups in the order of time. */
const find = reader((wanted: ToFind) => {
  const behind = new Behind(wanted);
  return { take: (facts) => behind.take(facts), told: () => behind.found };
});

export const aggregates = { reckon, find };
