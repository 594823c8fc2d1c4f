/** How much work a run does. */
export interface Scale {
  /** Seconds rather than minutes: shows that the programs work, and says nothing about speed. */
  readonly quick: boolean;
  /** Events in the log that is rebuilt. */
  readonly events: number;
  /** Tickets that wait to be answered, and messages, on the desk that agents work on. */
  readonly tickets: number;
  readonly messages: number;
  /** How long the steady load lasts. */
  readonly seconds: number;
  /** The folder where desks that are only read stay for the next time; they go where it is left out. */
  readonly keep?: string;
}

/** What one run came to. */
export interface Measured {
  /** In the unit of its figure. */
  readonly value: number;
  /** What else was seen, by name. */
  readonly also?: Readonly<Record<string, number>>;
  /** Where the processor time went, dearest thread first; absent where the system does not tell. */
  readonly threads?: readonly ThreadCost[];
}

/** What one thread of the product took for each message. */
export interface ThreadCost {
  /** As the system calls it; several may have the same. */
  readonly name: string;
  readonly tid: number;
  readonly microseconds: number;
}

/** A small program by hand, to set beside the product. */
export interface RawProgram {
  /** What it does, in a word or two. */
  readonly name: string;
  run(scale: Scale): Promise<Measured>;
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
  /** The first does the same work: the ratio is to it. Others show a limit from another side. */
  readonly raws: readonly RawProgram[];
}
