import { isSo } from '../measures/index.js';
import type { FactColumns, MeasuredSpans } from '../measures/index.js';
import type { KpiQuestion } from './figure.js';
import { Look } from './look.js';
import type { Sight } from './look.js';
import { namesIn } from './names.js';
import type { NumberedName } from './names.js';
import { PeriodEnds } from './period-ends.js';

/** Which facts are looked for: those behind all figures of a question together. */
export interface ToFind {
  readonly question: KpiQuestion;
  readonly names: readonly NumberedName[];
  /** Only those of this instant, in milliseconds, or later. */
  readonly after: number;
  /** So many that are later, and whatever shares the instant of the last; more may be of the instant `after` itself. */
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
  readonly #found: FoundFact[] = [];
  readonly #look: Look;
  readonly #tickets = new Set<number>();
  #later = 0;
  #lastAt = -Infinity;
  #isDone = false;
  #reached = -Infinity;

  constructor(private readonly wanted: ToFind) {
    this.#look = new Look({ ...wanted.question, by: 'all' }, namesIn(wanted.names));
  }

  take(columns: FactColumns): void {
    const [period] = this.#look.periods;
    if (period === undefined || this.isDone) return;
    const sight = this.#look.see(columns);
    this.#keepOrder(sight.facts.atOf(0));
    const { facts } = sight;
    if (facts.kind === 'span')
      return this.#findIn(sight, 0, facts.count, standingAt(facts as MeasuredSpans, period.to));
    const end = facts.placeOf(Math.min(period.to, this.#look.choice.asOf + 1));
    this.#findIn(sight, facts.placeOf(period.from, 0, end), end, () => true);
  }

  /** As many are found as are wanted. Within an instant a list has an order of its own, so all of an instant are found. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** What was found. */
  told(): readonly FoundFact[] {
    return this.#found;
  }

  #findIn(sight: Sight, start: number, end: number, stands: (place: number) => boolean): void {
    for (let place = start; place < end && !this.#isDone; place += 1) if (stands(place)) this.#find(sight, place);
  }

  #find({ facts, counted, open }: Sight, place: number): void {
    const [isCounted, ticket] = [isSo(counted, place), facts.tickets[place] ?? 0];
    if (!(this.wanted.perTicket ? isCounted && this.#isNew(ticket) : isCounted || isSo(open, place))) return;
    const at = facts.atOf(place);
    if (at < this.wanted.after) return;
    this.#isDone = this.#later >= this.wanted.most && at > this.#lastAt;
    if (this.#isDone) return;
    this.#found.push([at, ticket]);
    this.#lastAt = at;
    if (at > this.wanted.after) this.#later += 1;
  }

  /** Facts of no ticket are none of any. */
  #isNew(ticket: number): boolean {
    if (ticket === 0 || this.#tickets.has(ticket)) return false;
    this.#tickets.add(ticket);
    return true;
  }

  #keepOrder(at: number): void {
    if (at < this.#reached) throw new TypeError('roll-ups come in the order of time');
    this.#reached = at;
  }
}

/** Whether the span at a place stands at an instant. */
function standingAt({ starts, ends }: MeasuredSpans, instant: number): (place: number) => boolean {
  const end = new PeriodEnds([instant]);
  const isReached = ({ quarters, rests }: MeasuredSpans['starts'], place: number) =>
    end.firstFrom(quarters[place] ?? 0, rests[place] ?? 0) === 0;
  return (place) => isReached(starts, place) && !isReached(ends, place);
}
