import type { Spans } from './spans.js';

const fewest = 8192;
/** Numbers of people come in no order: what is known of a million of them had better be near, in 16 bits each where they do. */
const mostInTwoBytes = 0xffff;
const mostInFour = 0x7fff_ffff;

/**
 * Counts people of whom anything stands at the end of each period. Spans come in the order in which they stand first: so
 * it is enough to know of each person until when anything stands that came before, and what comes later adds only what
 * lies beyond.
 */
export class StandingPeople {
  /** By the number of a person: the first period at whose end nothing of it stands any more, counted from `#base` on. */
  #untils: Uint16Array | Int32Array;
  /** Nothing that was counted before reaches it, so nothing has to be taken back. */
  #base = 0;
  /** How many more people stand at the end of each period than at that of the one before. */
  readonly #more: Int32Array;
  #count = 0;

  constructor(
    private readonly periods: number,
    private readonly most = 2 * periods < mostInTwoBytes ? mostInTwoBytes : mostInFour,
  ) {
    this.#untils = this.#room(fewest);
    this.#more = new Int32Array(periods + 1);
  }

  /** Begins again, with nobody. */
  begin(): void {
    this.#base += this.periods + 1;
    if (this.#base + this.periods > this.most) {
      this.#untils.fill(0);
      this.#base = 0;
    }
    this.#more.fill(0);
    this.#count = 0;
  }

  /** Something of each of these stands from the end of a period on: of spans, from one until another. */
  takeAll({ persons, lasts }: Spans, from: number, to: number, period: number): void {
    const [base, more] = [this.#base, this.#more];
    let untils = this.#untils;
    for (let span = from; span < to; span += 1) {
      const person = persons[span] as number;
      const last = lasts[span] as number;
      if (person >= untils.length) untils = this.#grow(person);
      const until = (untils[person] as number) - base;
      if (last <= until) continue;
      const first = until > period ? until : period;
      more[first] = (more[first] as number) + 1;
      more[last] = (more[last] as number) - 1;
      untils[person] = base + last;
    }
  }

  /** How many stand at the end of a period, the one after that which was asked about before; all that do were taken. */
  at(period: number): number {
    this.#count += this.#more[period] as number;
    return this.#count;
  }

  #grow(person: number): Uint16Array | Int32Array {
    const untils = this.#room(2 ** Math.ceil(Math.log2(person + 1)));
    untils.set(this.#untils);
    return (this.#untils = untils);
  }

  #room(people: number): Uint16Array | Int32Array {
    return this.most > mostInTwoBytes ? new Int32Array(people) : new Uint16Array(people);
  }
}
