import type { Instant } from './fact.js';

/** The later of two instants. */
export const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** Seconds from one instant to another, with fractions; negative when `to` is the earlier. */
export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1000;
