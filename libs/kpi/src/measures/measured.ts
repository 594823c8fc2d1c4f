import type { callOutcomes } from '#domain';
import type { FactKind } from '../facts/index.js';
import { columns, never, ownColumns as own, quarterMs } from './columns.js';
import { equal, unsignedAtMost } from './truth.js';
import type { Truth } from './truth.js';

/** Facts of one kind in time order, column by column; each column is as long as there are facts. */
export interface FactColumns {
  readonly count: number;
  of(column: number): Int32Array;
  /** The number of one fact, which need not take the whole column to be read. */
  at(column: number, place: number): number;
  /** The number all of them have, where that is known without reading them. */
  alike(column: number): number | undefined;
}
/** One fact by itself, as columns. */
export const alone = (fact: Int32Array): FactColumns => ({
  count: 1,
  of: (column) => fact.subarray(column, column + 1),
  at: (column) => fact[column] ?? 0,
  alike: (column) => fact[column],
});

/** Why a fact is left out, as a number: the place in this list. */
export const exclusions = ['', 'spam', 'shared-handle'] as const;
/**
 * Outcomes of calls likewise. They are written out: whoever answers a question about figures need not have read all the
 * domain before.
 */
const everyOutcome = [
  'answered',
  'missed',
  'abandoned',
  'busy',
  'failed',
  'voicemail',
] as const satisfies typeof callOutcomes;
export const outcomes: readonly string[] = everyOutcome;
/** A gap of this many milliseconds or more, about 49 days, is as good as none: no window is as long. */
export const noGap = 0xffff_ffff;

/**
 * Reads facts where they stand, all of them at once: no fact becomes an object of its own. Instants and durations are in
 * milliseconds.
 */
export abstract class Measured {
  abstract readonly kind: FactKind;

  constructor(protected readonly facts: FactColumns) {}

  get count(): number {
    return this.facts.count;
  }
  /** The cohort instants. */
  get at(): Float64Array {
    return this.long(columns.at);
  }
  get isSpam(): Truth {
    return this.are(columns.exclusion, 1);
  }
  get isOfSharedHandle(): Truth {
    return this.are(columns.exclusion, 2);
  }
  get persons(): Int32Array {
    return this.numbers(columns.person);
  }
  /** 0 where there is none. */
  get tickets(): Int32Array {
    return this.numbers(columns.ticket);
  }

  /** The cohort instant of the fact at a place. */
  atOf(place: number): number {
    return this.facts.at(columns.at, place) * quarterMs + this.facts.at(columns.at + 1, place);
  }

  /** The place of the first fact from `start` on that is not before an instant, or `end`. */
  placeOf(at: number, start = 0, end = this.count): number {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.atOf(middle) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  numbers(column: number): Int32Array {
    return this.facts.of(column);
  }
  protected long(column: number): Float64Array {
    const [quarters, rests] = [this.numbers(column), this.numbers(column + 1)];
    const longs = new Float64Array(quarters.length);
    for (let place = 0; place < longs.length; place += 1)
      longs[place] = (quarters[place] as number) * quarterMs + (rests[place] as number);
    return longs;
  }
  protected flags(column: number): Truth {
    return this.are(column, 1);
  }
  /** Those that have this number. */
  protected are(column: number, value: number): Truth {
    const alike = this.facts.alike(column);
    return alike === undefined ? equal(this.numbers(column), value) : alike === value;
  }
}

export class MeasuredContacts extends Measured {
  readonly kind = 'contact';
  get hasTopic(): Truth {
    return this.flags(own);
  }
  /** Gaps until the next, since the previous: of all contacts, of those of the same topic. */
  get next(): Gaps {
    return new Gaps(this.numbers(own + 1));
  }
  get previous(): Gaps {
    return new Gaps(this.numbers(own + 2));
  }
  get nextOfTopic(): Gaps {
    return new Gaps(this.numbers(own + 3));
  }
  get previousOfTopic(): Gaps {
    return new Gaps(this.numbers(own + 4));
  }
}

/** Milliseconds from contact to contact, without a sign, so that 49 days have room; `noGap`: there is none. */
export class Gaps {
  constructor(private readonly numbers: Int32Array) {}

  /** Those of this or less. */
  within(ms: number): Truth {
    return unsignedAtMost(this.numbers, ms);
  }
  /** The instants that lie so much later. */
  after(at: Float64Array): Float64Array {
    return at.map((instant, place) => instant + ((this.numbers[place] as number) >>> 0));
  }
}

export class MeasuredCalls extends Measured {
  readonly kind = 'call';
  get solved(): Truth {
    return this.flags(own + 1);
  }
  get talkedMs(): Float64Array {
    return this.long(own + 2);
  }
  get endedAt(): Float64Array {
    return this.long(own + 4);
  }
  /** Those that came out this way. */
  cameOut(outcome: string): Truth {
    return this.are(own, outcomes.indexOf(outcome));
  }
}

export class MeasuredOpenings extends Measured {
  readonly kind = 'opening';
  get contacts(): Int32Array {
    return this.numbers(own);
  }
  get atWork(): Truth {
    return this.flags(own + 1);
  }
}

/** How long answers took. */
abstract class MeasuredResponses extends Measured {
  /** Of no matter while there is none. */
  get ms(): Float64Array {
    return this.long(own);
  }
  /** Those that wait for one. */
  get wait(): Truth {
    return this.are(own, never);
  }
}
export class MeasuredFirstResponses extends MeasuredResponses {
  readonly kind = 'first-response';
}
export class MeasuredNextResponses extends MeasuredResponses {
  readonly kind = 'next-response';
}

export class MeasuredResolutions extends Measured {
  readonly kind = 'resolution';
  get ms(): Float64Array {
    return this.long(own);
  }
  get reopened(): Truth {
    return this.flags(own + 2);
  }
  get closed(): Truth {
    return this.flags(own + 3);
  }
  get agents(): Int32Array {
    return this.numbers(own + 4);
  }
  get takenFromAgent(): Truth {
    return this.flags(own + 5);
  }
  get replies(): Int32Array {
    return this.numbers(own + 6);
  }
  get transfers(): Int32Array {
    return this.numbers(own + 7);
  }
  get solved(): Truth {
    return this.flags(own + 8);
  }
  /** Those whose customer answered nothing. */
  get unanswered(): Truth {
    return this.are(own + 8, -1);
  }
}

export class MeasuredFullResolutions extends Measured {
  readonly kind = 'full-resolution';
  get ms(): Float64Array {
    return this.long(own);
  }
  get closed(): Truth {
    return this.flags(own + 2);
  }
}

/** An instant of each of some facts, in two columns: quarters of an hour, and the milliseconds beyond. */
export interface Instants {
  readonly quarters: Int32Array;
  readonly rests: Int32Array;
}

export class MeasuredSpans extends Measured {
  readonly kind = 'span';
  get starts(): Instants {
    return this.#instants(columns.at);
  }
  /** Outside of them; beyond all instants while they go on. */
  get ends(): Instants {
    return this.#instants(columns.end);
  }
  get opened(): Instants {
    return this.#instants(columns.end + 2);
  }

  #instants(column: number): Instants {
    return { quarters: this.numbers(column), rests: this.numbers(column + 1) };
  }
}

/** What reads facts of each kind. */
export interface MeasuredKinds {
  readonly contact: MeasuredContacts;
  readonly call: MeasuredCalls;
  readonly opening: MeasuredOpenings;
  readonly 'first-response': MeasuredFirstResponses;
  readonly 'next-response': MeasuredNextResponses;
  readonly resolution: MeasuredResolutions;
  readonly 'full-resolution': MeasuredFullResolutions;
  readonly span: MeasuredSpans;
}

const readers: { readonly [Kind in FactKind]: new (facts: FactColumns) => MeasuredKinds[Kind] } = {
  contact: MeasuredContacts,
  call: MeasuredCalls,
  opening: MeasuredOpenings,
  'first-response': MeasuredFirstResponses,
  'next-response': MeasuredNextResponses,
  resolution: MeasuredResolutions,
  'full-resolution': MeasuredFullResolutions,
  span: MeasuredSpans,
};

/** Facts of this kind, to be read. */
export const measured = <Kind extends FactKind>(kind: Kind, facts: FactColumns): MeasuredKinds[Kind] =>
  new readers[kind](facts);
