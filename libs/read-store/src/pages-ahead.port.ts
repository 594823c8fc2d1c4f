import type { ReadStore } from './read-store.port.js';

/**
 * Pages of this code, built ahead of the start that is to serve them, in the place where those of other code serve: a build
 * that is published here is taken up by the next start of this code, in one step. What serves there, and who serves it,
 * is not touched. One process builds at a time, until it closes this.
 */
export interface PagesAhead extends Pick<ReadStore<never>, 'build'> {
  /** What serves there is of this code already: there is nothing to build. */
  areServed(): boolean;
  /** Bytes these pages will take beyond what is built of them, as those that serve tell, and those that are free. */
  space(): { readonly needed: number; readonly free: number };
  /** Throws away what is built. */
  discard(): void;
  /** Lets go of the place; what is built stays. */
  close(): void;
}
