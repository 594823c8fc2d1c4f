import { startsOf } from './gathered.js';

/** Spans in the order in which their tickets were opened, the oldest first. */
export interface OpenedOrder {
  /** Where in this order each span stands; `undefined`: where it stands already. */
  readonly places: Int32Array | undefined;
  /** When their tickets were opened, in this order: quarters of an hour, and milliseconds beyond. */
  readonly quarters: Int32Array;
  readonly rests: Int32Array;
}

/** Spans mostly begin when their tickets are opened: then they are in order as they come. */
export function openedOrder(quarters: Int32Array, rests: Int32Array): OpenedOrder {
  if (ascend(quarters, rests)) return { places: undefined, quarters, rests };
  const spans = sorted(quarters, rests);
  const places = new Int32Array(spans.length);
  for (let place = 0; place < spans.length; place += 1) places[spans[place] as number] = place;
  return { places, quarters: picked(quarters, spans), rests: picked(rests, spans) };
}

function ascend(quarters: Int32Array, rests: Int32Array): boolean {
  for (let span = 1; span < quarters.length; span += 1) {
    const quarter = quarters[span] as number;
    const before = quarters[span - 1] as number;
    if (quarter < before || (quarter === before && (rests[span] as number) < (rests[span - 1] as number))) return false;
  }
  return true;
}

/** Digits of numbers by which is sorted, as a power of two. */
const digitBits = 11;
const wordBits = 32;

/** The spans in order: it takes as long whatever order they come in. */
const sorted = (quarters: Int32Array, rests: Int32Array): Int32Array =>
  sortedBy(quarters, sortedBy(rests, Int32Array.from(rests.keys())));

/** The same spans by their numbers, digit by digit, the lowest first; those that have them alike stay in their order. */
function sortedBy(numbers: Int32Array, spans: Int32Array): Int32Array {
  const [least, most] = reachOf(numbers);
  const digits = new Int32Array(spans.length);
  let from = spans;
  let to: Int32Array = new Int32Array(spans.length);
  for (let shift = 0; shift < wordBits && (most - least) >>> shift > 0; shift += digitBits) {
    for (let place = 0; place < from.length; place += 1)
      digits[place] = (((numbers[from[place] as number] as number) - least) >>> shift) & ((1 << digitBits) - 1);
    dealOut(from, digits, to);
    [from, to] = [to, from];
  }
  return from;
}

/** Lays out spans by a digit of each. */
function dealOut(spans: Int32Array, digits: Int32Array, into: Int32Array): void {
  const places = startsOf(digits, 1 << digitBits);
  for (let place = 0; place < spans.length; place += 1) {
    const digit = digits[place] as number;
    const at = places[digit] as number;
    into[at] = spans[place] as number;
    places[digit] = at + 1;
  }
}

const picked = (numbers: Int32Array, spans: Int32Array): Int32Array => spans.map((span) => numbers[span] as number);

/** The least of some numbers, and the most; 0 where there are none. */
function reachOf(numbers: Int32Array): readonly [least: number, most: number] {
  let least = numbers[0] ?? 0;
  let most = least;
  for (let place = 1; place < numbers.length; place += 1) {
    const number = numbers[place] as number;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return [least, most];
}
