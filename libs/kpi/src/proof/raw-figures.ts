import type { Dimension } from '../facts/index.js';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import type { RawCase } from './raw-cases.js';
import { RawFigure } from './raw-figure.js';
import type { RawForm, RawGroup } from './raw-figure.js';

/** “Figures”: one for every period and group in which something was counted or is open. */
export class RawFigures {
  readonly #places = new Map<string, RawFigure>();

  constructor(
    private readonly form: RawForm,
    private readonly question: KpiQuestion,
  ) {}

  add(each: RawCase, period: string): void {
    if (!each.counted && !each.open) return;
    if (!passes(each, this.question)) return;
    for (const group of groupsOf(each, this.question)) this.#figure(period, group).add(each);
  }

  /** “Periods with a backlog of 0 are not” left out: there is a figure of everything in this period. */
  begin(period: string): void {
    this.#figure(period, {});
  }

  /** In the order of their first case, then of their places. */
  told(): readonly KpiFigure[] {
    const places = [...this.#places].map(([place, figure]) => ({ order: `${figure.first} ${place}`, figure }));
    const inOrder = places.sort(({ order: one }, { order: other }) => (one < other ? -1 : 1));
    return inOrder.map(({ figure }) => figure.told());
  }

  #figure(period: string, group: RawGroup): RawFigure {
    const place = JSON.stringify([period, group]);
    const figure = this.#places.get(place) ?? new RawFigure(this.form, period, group);
    this.#places.set(place, figure);
    return figure;
  }
}

/** “As filter (one value each).” */
const passes = ({ stands }: RawCase, { filters }: KpiQuestion): boolean =>
  Object.entries(filters).every(([dimension, value]) => stands[dimension as Dimension].includes(value));

/** “A fact with several tags stands in the group of each.” */
function groupsOf({ stands }: RawCase, { group: dimensions }: KpiQuestion): readonly RawGroup[] {
  let groups: readonly RawGroup[] = [{}];
  for (const dimension of dimensions) {
    const values = stands[dimension];
    groups = groups.flatMap((group) => values.map((value) => ({ ...group, [dimension]: value })));
  }
  return groups;
}
