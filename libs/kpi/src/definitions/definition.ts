import type { Instant } from '#domain';
import type { FactKind } from '../facts/index.js';
import type { Measured, MeasuredKinds } from '../measures/index.js';

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

/**
 * What a fact is to a definition. `not`: it is not counted, and why; `open` says that time alone may still change that.
 * Else it adds `numerator` to a share (1 or 0, or a ratio's) or `ms` to a distribution. It holds until the next fact is
 * judged: millions are, and nothing is made for any of them.
 */
export type Verdict =
  | { readonly counted: false; readonly because: NotCounted; readonly open: boolean }
  | { readonly counted: true; readonly numerator: number; readonly ms: number; readonly open: boolean };

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
  /** What one fact is to it. Errors: `TypeError` for a fact of another kind. */
  readonly judge: (fact: Measured, choice: Choice) => Verdict;
}

/** The instant that lies so many milliseconds later. */
export const plus = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
/** Milliseconds from one instant to another; never below 0. */
export const msBetween = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));

/** It is counted; it adds this to a share. */
export const counts = (numerator: number | boolean, open = false): Verdict =>
  (open ? opens : settles)[Number(numerator)] ?? { counted: true, numerator: Number(numerator), ms: 0, open };
/** What is said most, ready made: a verdict is passed on every fact of a question. */
const settles: readonly Verdict[] = [0, 1].map((numerator) => ({ counted: true, numerator, ms: 0, open: false }));
const opens: readonly Verdict[] = [0, 1].map((numerator) => ({ counted: true, numerator, ms: 0, open: true }));
/** It is counted; it adds this to a distribution. */
export function lasts(ms: number, open = false): Verdict {
  lasting.ms = ms;
  lasting.open = open;
  return lasting;
}
const lasting = { counted: true as const, numerator: 0, ms: 0.5, open: false };
export const notCounted = (because: NotCounted, open = false): Verdict => ({ counted: false, because, open });

/** What is said of a definition; the rest is the same for all of version 1. */
interface Said<Kind extends FactKind> extends Omit<Definition, 'version' | 'kind' | 'windowed' | 'choices' | 'judge'> {
  readonly kind: Kind;
  readonly windowed?: boolean;
  readonly choices: Omit<StatedChoices, 'actors' | 'clock'>;
  readonly judge: (fact: MeasuredKinds[Kind], choice: Choice) => Verdict;
}

/** A definition of version 1, which leaves out spam before anything else. */
export function define<const Kind extends FactKind>(said: Said<Kind>): Definition {
  const { kind, windowed = false, judge } = said;
  const isOurs = (fact: Measured): fact is MeasuredKinds[Kind] => fact.kind === kind;
  return Object.freeze({
    ...said,
    version: 1,
    windowed,
    choices: { actors: 'customer, agent', clock: 'calendar' as const, ...said.choices },
    judge: (fact: Measured, choice: Choice) => {
      if (!isOurs(fact)) throw new TypeError(`${said.id} counts no ${fact.kind}`);
      return fact.isSpam ? notCounted('spam') : judge(fact, choice);
    },
  });
}
