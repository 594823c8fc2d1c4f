/** How much work a run does. */
export interface Scale {
  /** Seconds rather than minutes: shows that the programs work, and says nothing about speed. */
  readonly quick: boolean;
  /** Events in the log that is rebuilt. */
  readonly events: number;
  /** How long the steady load lasts. */
  readonly seconds: number;
}

/** What one run came to. */
export interface Measured {
  /** In the unit of its figure. */
  readonly value: number;
  /** What else was seen, by name. */
  readonly also?: Readonly<Record<string, number>>;
}

/** One line of the table: the product, and the smallest honest program that does the same work by hand. */
export interface Figure {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  /** What the figure should be, in words. */
  readonly atLeast: string;
  /** Makes what all runs read; what it answers takes it away again. */
  prepare?(scale: Scale): Promise<() => Promise<void>>;
  product(scale: Scale): Promise<Measured>;
  raw?(scale: Scale): Promise<Measured>;
}
