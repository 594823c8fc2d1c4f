/** One number about the desk at the moment somebody asks. Labels are names of rooms, inboxes and codes: never personal data. */
export interface Measured {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How often what was counted was of which size. */
export interface MeasuredSpread {
  /** How many by the upper bound of their size, the smallest first and `Infinity` last; each is counted once. */
  readonly groups: readonly (readonly [upTo: number, count: number])[];
  /** All sizes together. */
  readonly total: number;
}

interface Named {
  /** As Prometheus names it, unit last: `sijil_lane_waiting_envelopes`. */
  readonly name: string;
  /** One sentence for whoever reads it on a chart. */
  readonly help: string;
}
/** A number, or one for each of several labels. */
export interface Numbers extends Named {
  /** A counter only rises while the process lives. */
  readonly kind: 'gauge' | 'counter';
  readonly values: readonly Measured[];
}
/** How sizes are spread. */
export interface Spread extends Named {
  readonly kind: 'histogram';
  readonly spread: MeasuredSpread;
}

/** Something the desk can tell of itself. */
export type Measure = Numbers | Spread;

/** What the desk tells when it is asked: at every scrape, anew. */
export type Measures = () => Promise<readonly Measure[]>;
