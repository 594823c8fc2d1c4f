import type { FactColumns } from '../measures/index.js';
import { Cohort } from './cohort.js';
import { Distinct } from './distinct.js';
import type { KpiFigure } from './figure.js';
import { Groups } from './groups.js';
import { firstEnding } from './look.js';
import type { Look } from './look.js';

/** Counts facts by their cohort instant: each in the period it falls into. Facts come in time order, and so do periods. */
export class CohortReckoning {
  readonly #groups: Groups;
  readonly #cohort: Cohort;
  readonly #told: KpiFigure[] = [];
  /** The place of the period whose facts come now. */
  #place = -1;

  constructor(private readonly look: Look) {
    this.#groups = new Groups(look);
    this.#cohort = new Cohort(look.definition, this.#groups, new Distinct());
  }

  /** Facts come in the runs of each period: where one ends is looked up, not asked of each fact. */
  take(columns: FactColumns): void {
    const { periods, choice } = this.look;
    const sight = this.look.see(columns);
    const { facts } = sight;
    const [cells, reached] = [this.#groups.cellsOf(facts), facts.placeOf(choice.asOf + 1)];
    let place = firstEnding(periods, facts.atOf(0) + 1);
    for (let start = 0; start < reached; place += 1) {
      const period = periods[place];
      if (period === undefined) return;
      start = facts.placeOf(period.from, start, reached);
      const end = facts.placeOf(period.to, start, reached);
      if (end > start) this.#turnTo(place);
      this.#cohort.take(sight, cells, start, end);
      start = end;
    }
  }

  figures(): readonly KpiFigure[] {
    this.#tell();
    return this.#told;
  }

  #turnTo(place: number): void {
    if (place < this.#place) throw new TypeError('facts come in the order of time');
    if (place > this.#place) this.#tell();
    this.#place = place;
  }

  #tell(): void {
    const period = this.look.periods[this.#place];
    if (period !== undefined) this.#told.push(...this.#cohort.told(period.name));
  }
}
