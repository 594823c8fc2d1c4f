import type { FactColumns, MeasuredSpan } from '../measures/index.js';
import type { KpiQuestion } from './figure.js';
import { Look } from './look.js';
import { namesIn } from './names.js';
import type { NumberedName } from './names.js';
import { NumberSet } from './number-set.js';

/** Which facts are looked for: those behind all figures of a question together. */
export interface ToFind {
  readonly question: KpiQuestion;
  readonly names: readonly NumberedName[];
  /** Only those of this instant, in milliseconds, or later. */
  readonly after: number;
  /** So many that are later; more may be of the instant itself. */
  readonly most: number;
  /** Of each ticket only the first that is counted. */
  readonly perTicket: boolean;
}

/** A fact that was found: its instant in milliseconds, and the number of its ticket. */
export type FoundFact = readonly [at: number, ticket: number];

/**
 * Finds the first facts behind the figures of a question, in time order, without making anything of the others.
 * Errors: as `Look`; `TypeError` for facts that come out of order.
 */
export class Behind {
  readonly found: FoundFact[] = [];
  readonly #look: Look;
  readonly #tickets = new NumberSet();
  #later = 0;
  #reached = -Infinity;

  constructor(private readonly wanted: ToFind) {
    this.#look = new Look({ ...wanted.question, by: 'all' }, namesIn(wanted.names));
  }

  take(facts: FactColumns, count: number): void {
    const [period] = this.#look.periods;
    if (period === undefined || count === 0 || this.#isDone) return;
    this.#look.turnTo(facts);
    this.#keepOrder();
    const { fact, choice } = this.#look;
    if (fact.kind === 'span') return this.#findSpans(count, period.to);
    const end = this.#look.placeOf(Math.min(period.to, choice.asOf + 1), 0, count);
    fact.place = this.#look.placeOf(period.from, 0, end);
    for (; fact.place < end && !this.#isDone; fact.place += 1) this.#find();
  }

  get #isDone(): boolean {
    return this.#later >= this.wanted.most;
  }

  #findSpans(count: number, instant: number): void {
    const span = this.#look.fact as MeasuredSpan;
    const end = this.#look.placeOf(instant + 1, 0, count);
    for (span.place = 0; span.place < end && !this.#isDone; span.place += 1) if (span.end > instant) this.#find();
  }

  #find(): void {
    const { fact, definition, choice } = this.#look;
    if (!this.#look.passes()) return;
    const { counted, open } = definition.judge(fact, choice);
    if (!(this.wanted.perTicket ? counted && this.#isNew(fact.ticket) : counted || open)) return;
    const { at } = fact;
    if (at < this.wanted.after) return;
    this.found.push([at, fact.ticket]);
    if (at > this.wanted.after) this.#later += 1;
  }

  #isNew(ticket: number): boolean {
    const { size } = this.#tickets;
    this.#tickets.add(ticket);
    return this.#tickets.size > size;
  }

  #keepOrder(): void {
    const { at } = this.#look.fact;
    if (at < this.#reached) throw new TypeError('roll-ups come in the order of time');
    this.#reached = at;
  }
}
