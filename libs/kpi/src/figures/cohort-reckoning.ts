import type { FactColumns } from '../measures/index.js';
import type { KpiFigure } from './figure.js';
import { Groups } from './groups.js';
import { firstEnding } from './look.js';
import type { Look } from './look.js';
import { Picked } from './picked.js';
import { inOrder, Tally } from './tally.js';

/** Facts that are told together: a tally for each period, and what was picked for the one at hand. */
interface Cohort {
  readonly values: readonly string[];
  readonly tallies: Tally[];
  readonly picked: Picked;
}

/** Counts facts by their cohort instant: each in the period it falls into. */
export class CohortReckoning {
  readonly #groups: Groups<Cohort>;

  constructor(private readonly look: Look) {
    const begin = (values: readonly string[]): Cohort => ({ values, tallies: [], picked: new Picked() });
    this.#groups = new Groups(look, begin);
  }

  /** Facts come in time order, in the runs of each period: where one ends is looked up, not asked of each fact. */
  take(columns: FactColumns, count: number): void {
    const { look } = this;
    const { periods, choice, fact } = look;
    look.turnTo(columns);
    let place = count === 0 ? periods.length : firstEnding(periods, fact.at + 1);
    const reached = look.placeOf(choice.asOf + 1, 0, count);
    for (let start = 0; start < reached; place += 1) {
      const period = periods[place];
      if (period === undefined) return;
      start = look.placeOf(period.from, start, reached);
      const end = look.placeOf(period.to, start, reached);
      this.#count(start, end, place, columns);
      start = end;
    }
  }

  figures(): readonly KpiFigure[] {
    const tallies = [...this.#groups.all].flatMap((group) => group.tallies.filter((tally) => tally !== undefined));
    return tallies.sort(inOrder).map((tally) => tally.figure(this.look.question.group));
  }

  /** Counts a run of facts in a period: all that is of one group at once. */
  #count(start: number, end: number, period: number, columns: FactColumns): void {
    const touched = this.#groups.areOne ? this.#pickAll(start, end) : this.#pickApart(start, end);
    for (const group of touched) {
      if (!group.picked.isEmpty) this.#tallyOf(group, period).take(columns, group.picked);
      group.picked.clear();
    }
  }

  #pickAll(start: number, end: number): readonly Cohort[] {
    const groups = this.#groups.of(this.look.fact);
    for (const { picked } of groups) this.look.pick(start, end, picked);
    return groups;
  }

  /** Picks for each group what is its own; answers those that were touched. */
  #pickApart(start: number, end: number): ReadonlySet<Cohort> {
    const { look } = this;
    const { fact } = look;
    const touched = new Set<Cohort>();
    for (let place = start; place < end; place += 1) {
      fact.place = place;
      if (!look.passes()) continue;
      const verdict = look.definition.judge(fact, look.choice);
      for (const group of this.#groups.of(fact)) {
        if (group.picked.isEmpty) touched.add(group);
        group.picked.add(place, verdict);
      }
    }
    return touched;
  }

  #tallyOf(group: Cohort, place: number): Tally {
    return (group.tallies[place] ??= new Tally(this.look.definition, {
      place,
      period: this.look.periods[place]?.name ?? '',
      values: group.values,
    }));
  }
}
