import { callOutcomes } from '#domain';
import type { FactKind } from '../facts/index.js';
import { columns, never, ownColumns as own, quarterMs, widthOf } from './columns.js';

/** Facts of one kind, column by column. */
export interface FactColumns {
  of(column: number): Int32Array;
}
const nothing = new Int32Array();
/** One fact by itself, as columns. */
export const alone = (fact: Int32Array): FactColumns => ({ of: (column) => fact.subarray(column, column + 1) });

/** Why a fact is left out, as a number: the place in this list. */
export const exclusions = ['', 'spam', 'shared-handle'] as const;
/** Outcomes of calls likewise. */
export const outcomes: readonly string[] = callOutcomes;
/** A gap of this many milliseconds or more, about 49 days, is as good as none: no window is as long. */
export const noGap = 0xffff_ffff;

/**
 * Reads facts where they stand, one at a time: no fact becomes an object of its own. Instants and durations are in
 * milliseconds.
 */
export abstract class Measured {
  abstract readonly kind: FactKind;
  /** The fact that is read now. */
  place = 0;
  /** Columns at hand; of those nobody reads there is nothing. */
  readonly #held: Int32Array[] = [];

  /** Turns to other facts, of which these columns are read besides the instant, why it is left out, and a kind’s own. */
  turnTo(facts: FactColumns, others: readonly number[] = []): void {
    const held = this.#held;
    this.place = 0;
    if (held.length === 0) for (let column = widthOf(this.kind); column > 0; column -= 1) held.push(nothing);
    for (let column = columns.at; column <= columns.exclusion; column += 1) held[column] = facts.of(column);
    for (let column = own; column < held.length; column += 1) held[column] = facts.of(column);
    for (const column of others) held[column] = facts.of(column);
  }

  /** The cohort instant. */
  get at(): number {
    return this.long(columns.at);
  }
  get isSpam(): boolean {
    return this.number(columns.exclusion) === 1;
  }
  get isOfSharedHandle(): boolean {
    return this.number(columns.exclusion) === 2;
  }
  get person(): number {
    return this.number(columns.person);
  }
  /** 0 where there is none. */
  get ticket(): number {
    return this.number(columns.ticket);
  }

  number(column: number): number {
    return (this.#held[column] as Int32Array)[this.place] as number;
  }
  protected long(column: number): number {
    return this.number(column) * quarterMs + this.number(column + 1);
  }
  protected flag(column: number): boolean {
    return this.number(column) === 1;
  }
}

export class MeasuredContact extends Measured {
  readonly kind = 'contact';
  get hasTopic(): boolean {
    return this.flag(own);
  }
  /** How long until the next, since the previous: of all contacts, of those of the same topic. `noGap`: there is none. */
  get next(): number {
    return this.number(own + 1) >>> 0;
  }
  get previous(): number {
    return this.number(own + 2) >>> 0;
  }
  get nextOfTopic(): number {
    return this.number(own + 3) >>> 0;
  }
  get previousOfTopic(): number {
    return this.number(own + 4) >>> 0;
  }
}

export class MeasuredCall extends Measured {
  readonly kind = 'call';
  get outcome(): string {
    return outcomes[this.number(own)] ?? '';
  }
  get solved(): boolean {
    return this.flag(own + 1);
  }
  get talkedMs(): number {
    return this.long(own + 2);
  }
  get endedAt(): number {
    return this.long(own + 4);
  }
}

export class MeasuredOpening extends Measured {
  readonly kind = 'opening';
  get contacts(): number {
    return this.number(own);
  }
  get atWork(): boolean {
    return this.flag(own + 1);
  }
}

/** How long an answer took; `null` while there is none. */
abstract class MeasuredResponse extends Measured {
  get ms(): number | null {
    return this.number(own) === never ? null : this.long(own);
  }
}
export class MeasuredFirstResponse extends MeasuredResponse {
  readonly kind = 'first-response';
}
export class MeasuredNextResponse extends MeasuredResponse {
  readonly kind = 'next-response';
}

export class MeasuredResolution extends Measured {
  readonly kind = 'resolution';
  get ms(): number {
    return this.long(own);
  }
  get reopened(): boolean {
    return this.flag(own + 2);
  }
  get closed(): boolean {
    return this.flag(own + 3);
  }
  get agents(): number {
    return this.number(own + 4);
  }
  get takenFromAgent(): boolean {
    return this.flag(own + 5);
  }
  get replies(): number {
    return this.number(own + 6);
  }
  get transfers(): number {
    return this.number(own + 7);
  }
  /** `null` while the customer answered nothing. */
  get solved(): boolean | null {
    const solved = this.number(own + 8);
    return solved < 0 ? null : solved === 1;
  }
}

export class MeasuredFullResolution extends Measured {
  readonly kind = 'full-resolution';
  get ms(): number {
    return this.long(own);
  }
  get closed(): boolean {
    return this.flag(own + 2);
  }
}

export class MeasuredSpan extends Measured {
  readonly kind = 'span';
  /** Outside of it; beyond all instants while it goes on. */
  get end(): number {
    return this.long(own);
  }
  get openedAt(): number {
    return this.long(own + 2);
  }
}

/** The reader of each kind. */
export interface MeasuredKinds {
  readonly contact: MeasuredContact;
  readonly call: MeasuredCall;
  readonly opening: MeasuredOpening;
  readonly 'first-response': MeasuredFirstResponse;
  readonly 'next-response': MeasuredNextResponse;
  readonly resolution: MeasuredResolution;
  readonly 'full-resolution': MeasuredFullResolution;
  readonly span: MeasuredSpan;
}

const readers: { readonly [Kind in FactKind]: new () => MeasuredKinds[Kind] } = {
  contact: MeasuredContact,
  call: MeasuredCall,
  opening: MeasuredOpening,
  'first-response': MeasuredFirstResponse,
  'next-response': MeasuredNextResponse,
  resolution: MeasuredResolution,
  'full-resolution': MeasuredFullResolution,
  span: MeasuredSpan,
};

/** A new reader of facts of this kind. */
export const readerOf = <Kind extends FactKind>(kind: Kind): MeasuredKinds[Kind] => new readers[kind]();
