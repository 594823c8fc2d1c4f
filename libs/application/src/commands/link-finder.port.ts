import type { Link } from '#domain';

/** Knows from the pages which files are linked. */
export interface LinkFinder {
  /** Every link of the person this customer is part of. */
  linksOf(customerId: string): Promise<readonly Link[]>;
}
