import fc from 'fast-check';

/** What may be tried, and how often beside the rest: what seldom finds its chance is tried more often. */
const chances = {
  ...{
    message: 34,
    chat: 8,
    call: 5,
    leg: 3,
    move: 5,
    transfer: 4,
    report: 6,
    merge: 2,
    unmerge: 2,
    dismiss: 1,
    erase: 1,
  },
  ...{ opening: 5, change: 9, 'past reply': 2, reply: 8, note: 1, survey: 1 },
  ...{ assign: 4, release: 3, 'hand over': 2, prioritise: 3, tag: 3, untag: 4, pend: 2, snooze: 3, wake: 3 },
  ...{ resolve: 6, reopen: 2, close: 3, 'mark as spam': 2, 'remove spam mark': 2 },
} as const;
export type Act = keyof typeof chances;

/** One step of a random story: what is tried, on whose file, and how long after the step before. */
export interface Step {
  readonly act: Act;
  readonly customer: number;
  readonly minutes: number;
  /** Chooses among what the act may be about. */
  readonly pick: number;
}

const acts = (Object.keys(chances) as Act[]).flatMap((act) => Array<Act>(chances[act]).fill(act));

/** Random stories: several things happen in one minute more often than by chance. What the rules refuse does not happen. */
export const stories = (maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      act: fc.constantFrom(...acts),
      customer: fc.nat(2),
      minutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 45 })),
      pick: fc.noBias(fc.nat(99_999)),
    }),
    { minLength: 1, maxLength, size: 'max' },
  );
