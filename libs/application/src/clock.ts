import type { Instant } from '#domain';

/** Where the time comes from. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock, in UTC. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
