/** One number about the desk at the moment somebody asks. Labels are names of rooms, inboxes and codes: never personal data. */
export interface Measured {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Something the desk can tell of itself. */
export interface Measure {
  /** As Prometheus names it, unit last: `sijil_lane_waiting_envelopes`. */
  readonly name: string;
  /** One sentence for whoever reads it on a chart. */
  readonly help: string;
  /** A counter only rises while the process lives. */
  readonly kind: 'gauge' | 'counter';
  readonly values: readonly Measured[];
}

/** What the desk tells when it is asked: at every scrape, anew. */
export type Measures = () => Promise<readonly Measure[]>;
