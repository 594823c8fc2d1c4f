import { startsOf } from './gathered.js';

/** Spans in the order in which their tickets were opened, the oldest first. */
export interface OpenedOrder {
  /** Where in this order each span stands; `undefined`: where it stands already. */
  readonly places: Int32Array | undefined;
  /** When their tickets were opened, in this order: quarters of an hour, and milliseconds beyond. */
  readonly quarters: Int32Array;
  readonly rests: Int32Array;
}

/** Spans mostly begin when their tickets are opened: those are in order as they come, and only the others are sorted. */
export function openedOrder(quarters: Int32Array, rests: Int32Array): OpenedOrder {
  const late = lateOf(quarters, rests);
  if (late.length === 0) return { places: undefined, quarters, rests };
  const spans = merged(quarters, rests, sortedBy(quarters, sortedBy(rests, late)));
  const places = new Int32Array(spans.length);
  for (let place = 0; place < spans.length; place += 1) places[spans[place] as number] = place;
  return { places, quarters: picked(quarters, spans), rests: picked(rests, spans) };
}

/** Spans whose tickets were opened before that of one that comes earlier. */
function lateOf(quarters: Int32Array, rests: Int32Array): Int32Array {
  const late = new Int32Array(quarters.length);
  let [count, latestQuarter, latestRest] = [0, quarters[0] ?? 0, rests[0] ?? 0];
  for (let span = 0; span < quarters.length; span += 1) {
    const quarter = quarters[span] as number;
    const rest = rests[span] as number;
    if (quarter < latestQuarter || (quarter === latestQuarter && rest < latestRest)) {
      late[count] = span;
      count += 1;
    } else {
      latestQuarter = quarter;
      latestRest = rest;
    }
  }
  return late.subarray(0, count);
}

/** All spans in order: those that are late, which are in order among themselves, find their places between the others. */
function merged(quarters: Int32Array, rests: Int32Array, late: Int32Array): Int32Array {
  const isLate = new Uint8Array(quarters.length);
  for (let each = 0; each < late.length; each += 1) isLate[late[each] as number] = 1;
  const spans = new Int32Array(quarters.length);
  let [place, next] = [0, 0];
  for (let span = 0; span < quarters.length; span += 1) {
    if (isLate[span] === 1) continue;
    for (; next < late.length && isBefore(late[next] as number, span); next += 1) spans[place++] = late[next] as number;
    spans[place++] = span;
  }
  spans.set(late.subarray(next), place);
  return spans;

  function isBefore(one: number, other: number): boolean {
    const difference = (quarters[one] as number) - (quarters[other] as number);
    return difference < 0 || (difference === 0 && (rests[one] as number) < (rests[other] as number));
  }
}

/** Digits of numbers by which is sorted, as a power of two. */
const digitBits = 11;
const wordBits = 32;

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

function picked(numbers: Int32Array, spans: Int32Array): Int32Array {
  const inOrder = new Int32Array(spans.length);
  for (let place = 0; place < spans.length; place += 1) inOrder[place] = numbers[spans[place] as number] as number;
  return inOrder;
}

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
