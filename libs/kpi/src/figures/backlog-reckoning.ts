import type { FactColumns, Instants, MeasuredSpans, Truth } from '../measures/index.js';
import { isSo } from '../measures/index.js';
import { Backlog } from './backlog.js';
import type { Standing } from './backlog.js';
import type { KpiFigure } from './figure.js';
import { Groups } from './groups.js';
import type { Group } from './groups.js';
import type { Look } from './look.js';
import { PeriodEnds } from './period-ends.js';
import { GatheredSpans, together } from './spans.js';
import type { Spans } from './spans.js';

/** Counts spans at the end of every period they cover. Spans come in the order of their beginning. */
export class BacklogReckoning {
  readonly #groups: Groups;
  readonly #spans = new GatheredSpans();
  readonly #ends: readonly number[];
  readonly #periodEnds: PeriodEnds;
  #mostPerson = 0;

  constructor(private readonly look: Look) {
    this.#groups = new Groups(look);
    this.#ends = look.periods.map(({ to }) => to);
    this.#periodEnds = new PeriodEnds(this.#ends);
  }

  take(columns: FactColumns): void {
    if (this.#ends.length === 0) return;
    const { facts, counted } = this.look.see(columns);
    const { starts, ends, opened, persons } = facts as MeasuredSpans;
    const [firsts, lasts] = [this.#placesOf(starts), this.#placesOf(ends)];
    const chosen = standing(firsts, lasts, counted);
    const spans = { persons, openedQuarters: opened.quarters, openedRests: opened.rests, firsts, lasts };
    this.#spans.add(spans, this.#groups.areOne ? undefined : this.#groups.cellsOf(facts), chosen);
    for (let place = 0; place < persons.length; place += 1)
      if ((persons[place] as number) > this.#mostPerson) this.#mostPerson = persons[place] as number;
  }

  /** A backlog of nothing is one too, unless it is told apart. */
  figures(): readonly KpiFigure[] {
    const ofCell = this.#spans.byCell(this.#groups.cellCount);
    const stand = new Int32Array(this.#mostPerson + 1);
    const groups = this.#groups.all.map((group) => ({ group, standing: this.#standingOf(group, ofCell, stand) }));
    return this.look.periods.flatMap(({ name }, place) =>
      groups.flatMap(({ group, standing }) => this.#figure(name, group, standing[place]) ?? []),
    );
  }

  #standingOf({ cells }: Group, ofCell: (cell: number) => Spans, stand: Int32Array): readonly Standing[] {
    const spans = together(cells.map(ofCell), this.#ends.length);
    return new Backlog(spans, this.#ends, this.#periodEnds).standing(stand);
  }

  #placesOf({ quarters, rests }: Instants): Int32Array {
    const [ends, places] = [this.#periodEnds, new Int32Array(quarters.length)];
    for (let place = 0; place < places.length; place += 1)
      places[place] = ends.firstFrom(quarters[place] as number, rests[place] as number);
    return places;
  }

  #figure(period: string, { told }: Group, standing: Standing | undefined): KpiFigure | undefined {
    if (standing === undefined || (standing.tickets === 0 && !this.#groups.areOne)) return undefined;
    const { tickets, customers, seconds, bands } = standing;
    const counts = { events: tickets, tickets, customers };
    return { period, group: told, counts, open: 0, provisional: false, value: tickets, seconds, bands };
  }
}

/** Those that are counted, and stand at the end of some period. */
function standing(firsts: Int32Array, lasts: Int32Array, counted: Truth): Uint8Array {
  const chosen = new Uint8Array(firsts.length);
  for (let place = 0; place < chosen.length; place += 1)
    chosen[place] = (firsts[place] as number) < (lasts[place] as number) && isSo(counted, place) ? 1 : 0;
  return chosen;
}
