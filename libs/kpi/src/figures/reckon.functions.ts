import type { PageAggregate } from '#read-store';
import { definitionOf } from '../definitions/index.js';
import { widthOf } from '../measures/index.js';
import { PackedColumns } from '../rollups/index.js';
import type { KpiQuestion } from './figure.js';
import { namesIn } from './names.js';
import type { NumberedName } from './names.js';
import { reckoningOf } from './reckoning.js';
import type { Reckoning } from './reckoning.js';

/** What `reckon` is asked, as JSON: a question, and what the numbers of its dimensions stand for. */
export interface ToReckon {
  readonly question: KpiQuestion;
  readonly names: readonly NumberedName[];
}

/** Counts roll-ups into the figures of one question. */
class Stretches {
  readonly #reckoning: Reckoning;
  readonly #columns: PackedColumns;

  constructor({ question, names }: ToReckon) {
    this.#reckoning = reckoningOf(question, namesIn(names));
    this.#columns = new PackedColumns(widthOf(definitionOf(question.id)?.kind ?? 'span'));
  }

  take(bytes: Uint8Array): void {
    const count = this.#columns.open(bytes);
    this.#reckoning.take(this.#columns, count);
  }

  get figures(): string {
    return JSON.stringify(this.#reckoning.figures());
  }
}

/**
 * `reckon(toReckon, facts)`: the figures of a question, as JSON, out of roll-ups of its definition’s kind. What is asked
 * need stand in the first row only.
 */
const reckon: PageAggregate<Stretches | undefined> = {
  start: () => undefined,
  step: (state, toReckon, facts) => {
    const stretches = state ?? new Stretches(JSON.parse(String(toReckon)) as ToReckon);
    if (facts instanceof Uint8Array) stretches.take(facts);
    return stretches;
  },
  result: (state) => state?.figures ?? null,
};

export const aggregates = { reckon };
