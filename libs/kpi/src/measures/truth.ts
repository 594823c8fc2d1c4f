/** Yes or no for each of some facts, as bytes of 1 and 0; or the same for all of them. */
export type Truth = boolean | Uint8Array;
/** A whole number for each. */
export type Numbers = Int32Array | Float64Array;

// Loops that meet columns and nothing else: each is made into fast code once, whichever definition it serves.

/** Of which this is the number. */
export function equal(numbers: Int32Array, value: number): Truth {
  const bytes = new Uint8Array(numbers.length);
  let ones = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    const is = numbers[place] === value ? 1 : 0;
    bytes[place] = is;
    ones += is;
  }
  return folded(bytes, ones);
}

/** Of which the number is this or less. */
export function atMost(numbers: Numbers, most: number): Truth {
  const bytes = new Uint8Array(numbers.length);
  let ones = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    const is = (numbers[place] as number) <= most ? 1 : 0;
    bytes[place] = is;
    ones += is;
  }
  return folded(bytes, ones);
}

/** The same of numbers that were written without a sign. */
export function unsignedAtMost(numbers: Int32Array, most: number): Truth {
  const bytes = new Uint8Array(numbers.length);
  let ones = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    const is = (numbers[place] as number) >>> 0 <= most ? 1 : 0;
    bytes[place] = is;
    ones += is;
  }
  return folded(bytes, ones);
}

export const over = (numbers: Numbers, least: number): Truth => not(atMost(numbers, least));

export function not(truth: Truth): Truth {
  if (typeof truth === 'boolean') return !truth;
  const bytes = new Uint8Array(truth.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = 1 - (truth[place] as number);
  return bytes;
}

export function both(one: Truth, other: Truth): Truth {
  if (typeof one === 'boolean') return one && other;
  if (typeof other === 'boolean') return other && one;
  const bytes = new Uint8Array(one.length);
  for (let place = 0; place < bytes.length; place += 1)
    bytes[place] = (one[place] as number) & (other[place] as number);
  return bytes;
}

export const either = (one: Truth, other: Truth): Truth => not(both(not(one), not(other)));

/** Whether it is so of the fact at a place. */
export const isSo = (truth: Truth, place: number): boolean => (typeof truth === 'boolean' ? truth : truth[place] === 1);

/** Of how many it is so from `start` to `end`. */
function howMany(truth: Truth, start: number, end: number): number {
  if (typeof truth === 'boolean') return truth ? end - start : 0;
  let count = 0;
  for (let place = start; place < end; place += 1) count += truth[place] as number;
  return count;
}

/** The sum of numbers from `start` to `end`; of yes and no, of how many it is so. */
export function sumOf(numbers: Truth | Int32Array, start: number, end: number): number {
  if (!(numbers instanceof Int32Array)) return howMany(numbers, start, end);
  let sum = 0;
  for (let place = start; place < end; place += 1) sum += numbers[place] as number;
  return sum;
}

function folded(bytes: Uint8Array, ones: number): Truth {
  if (ones === 0) return false;
  return ones === bytes.length ? true : bytes;
}
