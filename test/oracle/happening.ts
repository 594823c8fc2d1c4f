import fc from 'fast-check';

// prettier-ignore
/** What may happen, as often as it stands here. */
const acts = [
  'message', 'message', 'message', 'message', 'message', 'message', 'message again', 'call', 'call', 'imported opening',
  'reply', 'reply', 'reply', 'bot reply', 'assign', 'assign', 'release', 'hand over', 'prioritise', 'tag', 'tag', 'untag',
  'classify', 'resolve', 'resolve', 'resolve', 'reopen', 'close', 'mark as spam', 'remove spam mark', 'set aside', 'survey',
  'move', 'transfer', 'merge', 'merge', 'unmerge', 'dismiss', 'connect inbox', 'erase',
  'exchange', 'exchange', 'solved call', 'solved call', 'asked after', 'asked after',
] as const;
export type Act = (typeof acts)[number];

/** One thing that happens: to whom, how long after what came before it, and how late it is told. */
export interface Happening {
  readonly act: Act;
  /** Which customer. */
  readonly who: number;
  /** Chooses among what the act may be about. */
  readonly pick: number;
  /** Milliseconds since what was told before. */
  readonly gap: number;
  /** Milliseconds between its instant and when it is told. */
  readonly late: number;
}

export const day = 86_400_000;
const [minute, hour] = [60_000, 3_600_000];

/** Anything that may happen. Instants are equal, or whole hours and days apart, more often than by chance. */
export const happening: fc.Arbitrary<Happening> = fc.record({
  act: fc.constantFrom(...acts),
  who: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4),
  pick: fc.noBias(fc.nat(9_999)),
  gap: fc.constantFrom(0, 0, 0, 15 * minute, hour, hour, 7 * hour, day, day, 3 * day, 1),
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 15 * minute, hour, day, 8 * day),
});
