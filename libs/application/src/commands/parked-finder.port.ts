import type { FirstParked } from '#domain';

/** Knows from the pages which events could not be copied into them. */
export interface ParkedFinder {
  /** The first event of a stream that lies parked; `undefined` where none does. */
  firstParked(stream: string): Promise<FirstParked | undefined>;
}
