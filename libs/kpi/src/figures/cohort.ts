import type { Definition } from '../definitions/index.js';
import type { FactKind } from '../facts/index.js';
import { sumOf } from '../measures/index.js';
import type { Truth } from '../measures/index.js';
import type { Distinct } from './distinct.js';
import type { KpiFigure } from './figure.js';
import { Gathered, startsOf } from './gathered.js';
import type { Group, Groups } from './groups.js';
import type { Sight } from './look.js';
import { spreadOf } from './spread.js';

/** Kinds of which a ticket may have several facts in a period; of the others each fact is a ticket of its own. */
const ofSeveral: ReadonlySet<FactKind> = new Set(['contact', 'call', 'next-response']);

/** Where the facts of each cell lie, and their numbers cell by cell. */
interface LaidOut {
  readonly starts: Int32Array;
  readonly persons: Int32Array;
  readonly tickets: Int32Array | undefined;
  readonly ms: Float64Array | undefined;
}

/** The facts of one period while they are gathered; once they are told, those of the next take their room. */
export class Cohort {
  readonly #cells: Gathered<Int32Array> | undefined;
  readonly #persons = Gathered.ofWhole();
  readonly #tickets: Gathered<Int32Array> | undefined;
  readonly #ms: Gathered<Float64Array> | undefined;
  /** What is open in each cell, and what its facts add to a share. */
  #open: number[] = [];
  #adds: number[] = [];

  constructor(
    private readonly definition: Definition,
    private readonly groups: Groups,
    private readonly distinct: Distinct,
  ) {
    const { form, kind } = definition;
    if (!groups.areOne) this.#cells = Gathered.ofWhole();
    if (ofSeveral.has(kind)) this.#tickets = Gathered.ofWhole();
    if (form === 'distribution') this.#ms = Gathered.ofLong();
  }

  /** Takes what is seen from `start` to `end`. */
  take({ facts, counted, open, adds, ms }: Sight, cells: Int32Array, start: number, end: number): void {
    this.#cells?.add(cells, counted, start, end);
    this.#persons.add(facts.persons, counted, start, end);
    this.#tickets?.add(facts.tickets, counted, start, end);
    if (ms !== undefined) this.#ms?.add(ms, counted, start, end);
    this.#sum(this.#open, open, { cells, start, end });
    if (this.definition.form === 'share') this.#sum(this.#adds, adds, { cells, start, end });
  }

  #sum(sums: number[], numbers: Truth | Int32Array, part: Part): void {
    if (this.#cells === undefined) sums[0] = (sums[0] ?? 0) + sumOf(numbers, part.start, part.end);
    else addTo(sums, numbers, part);
  }

  /** Tells all groups in which something was counted, or is open; and is empty again. */
  told(period: string): readonly KpiFigure[] {
    const laidOut = this.#layOut();
    const figures = this.groups.all.flatMap((group) => this.#figure(group, laidOut, period) ?? []);
    for (const gathered of [this.#cells, this.#persons, this.#tickets, this.#ms]) gathered?.clear();
    [this.#open, this.#adds] = [[], []];
    return figures;
  }

  #layOut(): LaidOut {
    const [persons, tickets, ms] = [this.#persons, this.#tickets, this.#ms];
    const cells = this.#cells?.all;
    if (cells === undefined) {
      const starts = Int32Array.of(0, persons.all.length);
      return { starts, persons: persons.all, tickets: tickets?.all, ms: ms?.all };
    }
    const starts = startsOf(cells, this.groups.cellCount);
    const laid = <Column extends Int32Array | Float64Array>(of: Gathered<Column>) => of.inCells(cells, starts);
    return { starts, persons: laid(persons), tickets: tickets && laid(tickets), ms: ms && laid(ms) };
  }

  #figure({ cells, told }: Group, { starts, persons, tickets, ms }: LaidOut, period: string): KpiFigure | undefined {
    const sum = (of: (cell: number) => number) => cells.reduce((all, cell) => all + of(cell), 0);
    const events = sum((cell) => (starts[cell + 1] ?? 0) - (starts[cell] ?? 0));
    const open = sum((cell) => this.#open[cell] ?? 0);
    if (events === 0 && open === 0) return undefined;
    const customers = this.#distinctIn(persons, cells, starts);
    const counts = { events, tickets: tickets ? this.#distinctIn(tickets, cells, starts) : events, customers };
    const figure = { period, group: told, counts, open, provisional: open > 0 };
    if (ms === undefined) {
      const numerator = sum((cell) => this.#adds[cell] ?? 0);
      return { ...figure, ...this.#quotient(events, numerator) };
    }
    const seconds = spreadOf(joined(cells.map((cell) => ms.subarray(starts[cell], starts[cell + 1]))));
    return { ...figure, value: seconds.mean, seconds };
  }

  #quotient(events: number, numerator: number): Pick<KpiFigure, 'value' | 'numerator' | 'denominator'> {
    if (this.definition.form === 'count') return { value: events };
    return { value: events === 0 ? null : numerator / events, numerator, denominator: events };
  }

  #distinctIn(numbers: Int32Array, cells: readonly number[], starts: Int32Array): number {
    return this.distinct.count(cells.map((cell) => numbers.subarray(starts[cell], starts[cell + 1])));
  }
}

/** Facts from `start` to `end`, and the cell of each. */
interface Part {
  readonly cells: Int32Array;
  readonly start: number;
  readonly end: number;
}

/** Adds up what these have, by their cells. */
function addTo(sums: number[], numbers: Truth | Int32Array, { cells, start, end }: Part): void {
  if (numbers === false) return;
  for (let place = start; place < end; place += 1) {
    const cell = cells[place] as number;
    sums[cell] = (sums[cell] ?? 0) + (numbers === true ? 1 : (numbers[place] as number));
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
