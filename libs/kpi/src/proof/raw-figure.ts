import type { Dimension } from '../facts/index.js';
import type { AgeBand, KpiFigure, Spread } from '../figures/index.js';
import type { RawCase } from './raw-cases.js';

/** What a definition’s figure is. */
export type RawForm = 'count' | 'share' | 'distribution' | 'backlog';

/** Values of the dimensions a figure is told by. */
export type RawGroup = Readonly<Partial<Record<Dimension, string>>>;

type Told = Pick<KpiFigure, 'value' | 'numerator' | 'denominator' | 'seconds' | 'bands'>;

/** One figure, while its cases are counted: of a case it keeps no more than the figure is made of. */
export class RawFigure {
  readonly #tickets = new Set<string>();
  readonly #people = new Set<string>();
  readonly #durations: number[] = [];
  #counted = 0;
  #numerator = 0;
  #open = 0;
  #first = '';

  constructor(
    private readonly form: RawForm,
    readonly period: string,
    private readonly group: RawGroup,
  ) {}

  /** The instant of its earliest case; empty while there is none. */
  get first(): string {
    return this.#first;
  }

  add({ at, counted, open, numerator, ms, ticketId, personId }: RawCase): void {
    if (this.#first === '' || at < this.#first) this.#first = at;
    if (open) this.#open += 1;
    if (!counted) return;
    this.#counted += 1;
    this.#numerator += numerator;
    this.#people.add(personId);
    if (ticketId !== '') this.#tickets.add(ticketId);
    if (this.form === 'distribution' || this.form === 'backlog') this.#durations.push(ms);
  }

  told(): KpiFigure {
    const { period, group } = this;
    const counts = { events: this.#counted, tickets: this.#tickets.size, customers: this.#people.size };
    return { period, group, counts, open: this.#open, provisional: this.#open > 0, ...this.#value() };
  }

  #value(): Told {
    const [durations, denominator, numerator] = [this.#durations, this.#counted, this.#numerator];
    switch (this.form) {
      case 'count':
        return { value: denominator };
      case 'share':
        return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
      case 'distribution':
        return { value: spread(durations).mean, seconds: spread(durations) };
      case 'backlog':
        return { value: denominator, seconds: spread(durations), bands: bands(durations) };
    }
  }
}

/** “Distributions”: the mean rounded half up to a millisecond, quantiles by nearest rank. */
function spread(durations: readonly number[]): Spread {
  if (durations.length === 0) return { mean: null, median: null, p90: null };
  let sum = 0n;
  for (const ms of durations) sum += BigInt(ms);
  const n = BigInt(durations.length);
  const roundedUp = 2n * (sum % n) >= n ? 1n : 0n;
  const ascending = durations.toSorted((one, other) => one - other);
  const rank = (tenths: bigint) => Number(ascending[Number((tenths * n + 9n) / 10n) - 1]) / 1000;
  return { mean: Number(sum / n + roundedUp) / 1000, median: rank(5n), p90: rank(9n) };
}

/** “Backlog”: the ages in bands. */
function bands(ages: readonly number[]): readonly AgeBand[] {
  const limits = [1, 3, 7, 14, 30, null];
  return limits.map((underDays, place) => {
    const least = (place === 0 ? 0 : Number(limits[place - 1])) * 86_400_000;
    const below = underDays === null ? Infinity : underDays * 86_400_000;
    return { underDays, tickets: ages.filter((age) => age >= least && age < below).length };
  });
}
