import { quarterMs } from '../measures/index.js';
import { Chains } from './chains.js';
import { CountedPlaces } from './counted-places.js';
import { startsOf } from './gathered.js';
import type { Spans } from './spans.js';

/**
 * Which of the tickets that stand is how old. They are counted by the quarter of an hour in which they were opened; only
 * among those of one quarter is it asked which is older. A span is put in once and taken out once.
 */
export class OpenedRanks {
  readonly #firstQuarter: number;
  readonly #openedIn: Chains;
  readonly #standing: CountedPlaces;
  /** Quarters of opening in the order in which spans end, and where those begin that end with each period. */
  readonly #ending: Int32Array;
  readonly #endingFrom: Int32Array;
  #period = -1;
  #begun = 0;
  #ended = 0;

  constructor(
    private readonly spans: Spans,
    periods: number,
  ) {
    const { openedQuarters, lasts } = spans;
    const [least, most] = reachOf(openedQuarters);
    const quarters = most - least + 1;
    [this.#firstQuarter, this.#standing] = [least, new CountedPlaces(quarters)];
    this.#openedIn = new Chains(quarters, openedQuarters.length);
    for (let span = 0; span < openedQuarters.length; span += 1)
      this.#openedIn.put((openedQuarters[span] as number) - least, span);
    this.#endingFrom = startsOf(lasts, periods + 1);
    this.#ending = inOrderOf(lasts, this.#endingFrom, openedQuarters);
  }

  /** Turns to the end of a later period. */
  turnTo(period: number): void {
    this.#period = period;
    const { firsts, openedQuarters } = this.spans;
    for (; this.#begun < firsts.length && (firsts[this.#begun] as number) <= period; this.#begun += 1)
      this.#standing.change((openedQuarters[this.#begun] as number) - this.#firstQuarter, 1);
    for (const end = this.#endingFrom[period + 1] ?? 0; this.#ended < end; this.#ended += 1)
      this.#standing.change((this.#ending[this.#ended] as number) - this.#firstQuarter, -1);
  }

  /** When the ticket was opened that comes at this rank, from 1, the youngest first; in milliseconds. */
  openedAt(rank: number): number {
    const [quarter, rankThere] = this.#standing.ranked(rank);
    const rests = [...this.#restsIn(quarter)].sort((one, other) => other - one);
    return (quarter + this.#firstQuarter) * quarterMs + (rests[rankThere - 1] ?? 0);
  }

  *#restsIn(quarter: number): Generator<number> {
    const { firsts, lasts, openedRests } = this.spans;
    for (let span = this.#openedIn.first(quarter); span >= 0; span = this.#openedIn.after(span)) {
      const stands = (firsts[span] as number) <= this.#period && this.#period < (lasts[span] as number);
      if (stands) yield openedRests[span] as number;
    }
  }
}

/** The least of some numbers, and the most; 0 where there are none. */
export function reachOf(numbers: Int32Array): readonly [least: number, most: number] {
  let least = numbers[0] ?? 0;
  let most = least;
  for (let place = 1; place < numbers.length; place += 1) {
    const number = numbers[place] as number;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return [least, most];
}

function inOrderOf(keys: Int32Array, starts: Int32Array, numbers: Int32Array): Int32Array {
  const [sorted, places] = [new Int32Array(numbers.length), starts.slice()];
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    const at = places[key] as number;
    sorted[at] = numbers[place] as number;
    places[key] = at + 1;
  }
  return sorted;
}
