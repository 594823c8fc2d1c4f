/** One line of the verdict: how many there should be, how many there are, and what is wrong, in words. */
export interface Finding {
  readonly name: string;
  readonly wanted: number;
  readonly found: number;
  readonly faults: readonly string[];
}
