import type { Instant } from '#domain';
import type { FactKind } from '../facts/index.js';
import { both, either, isSo, not } from '../measures/index.js';
import type { Measured, MeasuredKinds, Truth } from '../measures/index.js';

/** Windows of the KPIs that wait for a repeat, in milliseconds. */
export const windows = {
  '24h': 24 * 3_600_000,
  '72h': 72 * 3_600_000,
  '7d': 168 * 3_600_000,
  '14d': 336 * 3_600_000,
  '30d': 720 * 3_600_000,
} as const;
export type WindowName = keyof typeof windows;

/** What a question may choose of a definition, and the instant it is put at, in milliseconds. */
export interface Choice {
  readonly windowMs: number;
  readonly sameTopic: boolean;
  readonly asOf: number;
}

/** Why a fact is not counted. Stable codes; docs/kpis.md says what each means. */
export type NotCounted =
  'spam' | 'shared-handle' | 'no-topic' | 'not-answered' | 'not-resolved' | 'no-response' | 'no-survey' | 'not-at-work';

/** Facts that are left out, and why. */
export type LeftOut = readonly [because: NotCounted, facts: Truth];

/** What facts are to a definition: each is counted or left out, for the first reason that holds of it. */
export interface Verdicts {
  readonly leftOut: readonly LeftOut[];
  readonly counted: Truth;
  /** Time alone may still change what they are. */
  readonly open: Truth;
  /** What each adds to a share, where it is counted: 1 or 0, or a number of its own. */
  readonly adds: Truth | Int32Array;
  /** How long each lasted, in milliseconds, where it is counted; of a distribution. */
  readonly ms?: Float64Array;
}

/** `count`: how many. `share`: numerators by facts. `distribution`: of milliseconds. `backlog`: how many at an instant, and ages. */
export type FigureForm = 'count' | 'share' | 'distribution' | 'backlog';

/** The six choices every definition states. */
export interface StatedChoices {
  readonly actors: string;
  readonly episode: string;
  readonly clock: 'calendar';
  readonly cohort: string;
  readonly population: string;
  readonly credit: string;
}

/** A KPI as data: what it counts, by which choices, and what one fact is to it. Another meaning is another version. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly meaning: string;
  /** The kind of facts it counts. */
  readonly kind: FactKind;
  readonly form: FigureForm;
  /** Whether `window` and `sameTopic` can be chosen. */
  readonly windowed: boolean;
  readonly choices: StatedChoices;
  /** What facts are to it. Errors: `TypeError` for facts of another kind. */
  readonly judge: (facts: Measured, choice: Choice) => Verdicts;
}

/** The instant that lies so many milliseconds later. */
export const plus = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
/** Milliseconds from one instant to another; never below 0. */
export const msBetween = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));

/** All are counted; each adds this to a share. */
export const counts = (adds: Truth | Int32Array, open: Truth = false): Verdicts => ({
  leftOut: [],
  ...{ counted: true, adds, open },
});
/** All are counted; each adds this to a distribution. */
export const last = (ms: Float64Array, open: Truth = false): Verdicts => ({ ...counts(false, open), ms });

/** The same, but some are left out, before anything else is asked of them; of these only so many are open. */
export function without([because, facts]: LeftOut, verdicts: Verdicts, open: Truth = false): Verdicts {
  if (facts === false) return verdicts;
  const others = not(facts);
  return {
    ...verdicts,
    leftOut: [[because, facts], ...verdicts.leftOut],
    counted: both(others, verdicts.counted),
    open: either(both(others, verdicts.open), both(facts, open)),
  };
}

/** Why the fact at a place is not counted; `undefined` where it is. */
export const reasonAt = ({ leftOut }: Verdicts, place: number): NotCounted | undefined =>
  leftOut.find(([, facts]) => isSo(facts, place))?.[0];

/** What is said of a definition; the rest is the same for all of version 1. */
interface Said<Kind extends FactKind> extends Omit<Definition, 'version' | 'kind' | 'windowed' | 'choices' | 'judge'> {
  readonly kind: Kind;
  readonly windowed?: boolean;
  readonly choices: Omit<StatedChoices, 'actors' | 'clock'>;
  readonly judge: (facts: MeasuredKinds[Kind], choice: Choice) => Verdicts;
}

/** A definition of version 1, which leaves out spam before anything else. */
export function define<const Kind extends FactKind>(said: Said<Kind>): Definition {
  const { kind, windowed = false, judge } = said;
  const areOurs = (facts: Measured): facts is MeasuredKinds[Kind] => facts.kind === kind;
  return Object.freeze({
    ...said,
    version: 1,
    windowed,
    choices: { actors: 'customer, agent', clock: 'calendar' as const, ...said.choices },
    judge: (facts: Measured, choice: Choice) => {
      if (!areOurs(facts)) throw new TypeError(`${said.id} counts no ${facts.kind}`);
      return without(['spam', facts.isSpam], judge(facts, choice));
    },
  });
}
