import { columns, quarterMs, widthOf } from '../measures/index.js';
import type { FactKind } from '../facts/index.js';
import { unpacked } from './packed-columns.js';
import { packed } from './stretch-bytes.js';

/** A stretch that grew beyond so many facts is cut in two. */
const mostFacts = 512;
/** So many more find room before it has to be made again. */
const roomForMore = 32;

/**
 * Facts of one kind in a stretch of time, in ascending order of their numbers, which begin with the instant. A fact goes
 * in and comes out by its numbers alone: which of several equal ones it is makes no difference to any figure.
 */
export class Stretch {
  readonly #width: number;
  /** Room for some more than there are. */
  #facts: Int32Array;
  #count: number;

  constructor(
    readonly kind: FactKind,
    /** The first instant of it, in milliseconds; it goes on until the next stretch begins. */
    readonly start: number,
    facts: Int32Array = new Int32Array(),
  ) {
    this.#width = widthOf(kind);
    this.#facts = facts;
    this.#count = facts.length / this.#width;
  }

  static of(kind: FactKind, start: number, bytes: Uint8Array): Stretch {
    return new Stretch(kind, start, unpacked(bytes, widthOf(kind)));
  }

  get count(): number {
    return this.#count;
  }
  get bytes(): Uint8Array {
    return packed(this.#facts.subarray(0, this.#count * this.#width), this.#width);
  }
  /** Of spans: when the last of them ends, in milliseconds. 0 of all others. */
  get until(): number {
    if (this.kind !== 'span') return 0;
    let until = 0;
    for (let place = 0; place < this.#count; place += 1) until = Math.max(until, this.#long(place, columns.end));
    return until;
  }

  add(fact: Int32Array): void {
    const [place, end] = [this.#placeOf(fact) * this.#width, this.#count * this.#width];
    if (end === this.#facts.length) this.#facts = withRoom(this.#facts, end + roomForMore * this.#width);
    this.#facts.copyWithin(place + this.#width, place, end);
    this.#facts.set(fact, place);
    this.#count += 1;
  }

  /** Errors: `TypeError` where no such fact stands in it. */
  remove(fact: Int32Array): void {
    const place = this.#placeOf(fact);
    if (place >= this.#count || this.#compare(place, fact) !== 0) throw new TypeError('what ends was never known');
    const start = place * this.#width;
    this.#facts.copyWithin(start, start + this.#width, this.#count * this.#width);
    this.#count -= 1;
  }

  /**
   * Keeps the earlier part, and answers the later one; `undefined` while it is small, or all of it is of one instant.
   * What comes in the order of time fills a stretch before it begins another.
   */
  cut(added: Int32Array): Stretch | undefined {
    if (this.#count <= mostFacts) return undefined;
    const isLast = this.#compare(this.#count - 1, added) === 0;
    const place = this.#changeOfInstant(isLast ? this.#count - 1 : this.#count >> 1);
    if (place === undefined) return undefined;
    const facts = this.#facts.slice(place * this.#width, this.#count * this.#width);
    this.#count = place;
    return new Stretch(this.kind, this.#instant(place), facts);
  }

  /** The place where another instant begins that is nearest to this one. */
  #changeOfInstant(near: number): number | undefined {
    const changes = (place: number) => this.#instant(place) !== this.#instant(place - 1);
    for (let distance = 0; distance < this.#count; distance += 1) {
      const [before, after] = [near - distance, near + distance];
      if (before > 0 && changes(before)) return before;
      if (after > 0 && after < this.#count && changes(after)) return after;
    }
    return undefined;
  }

  #instant(place: number): number {
    return this.#long(place, columns.at);
  }

  #long(place: number, column: number): number {
    const quarters = place * this.#width + column;
    return (this.#facts[quarters] ?? 0) * quarterMs + (this.#facts[quarters + 1] ?? 0);
  }

  /** The place of the first fact that is not before this one. */
  #placeOf(fact: Int32Array): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(middle, fact) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(place: number, fact: Int32Array): number {
    const start = place * this.#width;
    for (let column = 0; column < this.#width; column += 1) {
      const difference = (this.#facts[start + column] ?? 0) - (fact[column] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

function withRoom(facts: Int32Array, length: number): Int32Array {
  const roomy = new Int32Array(length);
  roomy.set(facts);
  return roomy;
}
