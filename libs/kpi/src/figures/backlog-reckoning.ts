import { isSo } from '../measures/index.js';
import type { FactColumns, MeasuredSpans, Truth } from '../measures/index.js';
import { Backlog } from './backlog.js';
import type { Standing } from './backlog.js';
import type { KpiFigure } from './figure.js';
import { Groups } from './groups.js';
import type { Group } from './groups.js';
import { firstEnding } from './look.js';
import type { Look } from './look.js';
import { PeriodEnds } from './period-ends.js';
import { GatheredSpans, together } from './spans.js';

/** The room of a question that was answered, for the next one: made anew each time it costs as much as all that is counted. */
let idleRoom: GatheredSpans | undefined;

/** Counts spans at the end of every period they cover. Spans come in the order of their beginning. */
export class BacklogReckoning {
  readonly #groups: Groups;
  readonly #spans: GatheredSpans;
  readonly #ends: readonly number[];
  readonly #periodEnds: PeriodEnds;

  constructor(private readonly look: Look) {
    this.#groups = new Groups(look);
    this.#ends = look.periods.map(({ to }) => to);
    this.#periodEnds = new PeriodEnds(this.#ends);
    this.#spans = idleRoom ?? new GatheredSpans();
    idleRoom = undefined;
  }

  take(columns: FactColumns): void {
    if (this.#ends.length === 0) return;
    const { facts, counted } = this.look.see(columns);
    if (counted === false) return;
    const { ends, opened, persons } = facts as MeasuredSpans;
    const [firsts, lasts] = [this.#firstsOf(facts as MeasuredSpans), this.#periodEnds.firstsFrom(ends)];
    const spans = { persons, openedQuarters: opened.quarters, openedRests: opened.rests, firsts, lasts };
    this.#spans.add(spans, this.#groups.cellsOf(facts), standing(firsts, lasts, counted));
  }

  /** By period, then by group. A backlog of nothing is one too, unless it is told apart. */
  figures(): readonly KpiFigure[] {
    const ofCell = this.#spans.byCell(this.#groups.cellCount);
    const backlog = new Backlog(this.#ends);
    const byPeriod = this.#ends.map((): KpiFigure[] => []);
    for (const group of this.#groups.all)
      backlog.tell(together(group.cells.map(ofCell), this.#ends.length), (standing, period) => {
        if (standing.tickets > 0 || this.#groups.areOne) byPeriod[period]?.push(this.#figure(period, group, standing));
      });
    this.#spans.clear();
    if (!this.#spans.isLarge) idleRoom = this.#spans;
    return byPeriod.flat();
  }

  /** At the end of which period each stands first. They begin in the order of time: it is looked up where the next begins. */
  #firstsOf(facts: MeasuredSpans): Int32Array {
    const firsts = new Int32Array(facts.count);
    let period = firstEnding(this.look.periods, facts.atOf(0));
    for (let start = 0; start < firsts.length; period += 1) {
      const end = this.#ends[period];
      const next = end === undefined ? firsts.length : facts.placeOf(end + 1, start);
      firsts.fill(period, start, next);
      start = next;
    }
    return firsts;
  }

  #figure(place: number, { told }: Group, { tickets, customers, seconds, bands }: Standing): KpiFigure {
    const period = this.look.periods[place]?.name ?? '';
    const counts = { events: tickets, tickets, customers };
    return { period, group: told, counts, open: 0, provisional: false, value: tickets, seconds, bands };
  }
}

/** Those that are counted and stand at the end of some period: 1 of each, 0 of the others. */
function standing(firsts: Int32Array, lasts: Int32Array, counted: Truth): Uint8Array {
  const chosen = new Uint8Array(firsts.length);
  for (let place = 0; place < chosen.length; place += 1)
    chosen[place] = (firsts[place] as number) < (lasts[place] as number) && isSo(counted, place) ? 1 : 0;
  return chosen;
}
