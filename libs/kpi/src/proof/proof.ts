import type { EventLogReader } from '#event-log';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';

/** A question to work out anew from a log. */
export interface ProofJob {
  readonly log: EventLogReader;
  readonly question: KpiQuestion;
  /** The position whose knowledge answers it. */
  readonly until: bigint;
  /** Stops it after the portion at hand. */
  readonly signal: AbortSignal;
  /** How many events were read, of how many: all of them once, to learn who is one person, and then file by file. */
  readonly onProgress?: (progress: { readonly done: bigint; readonly total: bigint }) => void;
}

/** What the engine and a proof say of one period and group where they do not say the same; `undefined`: it has none. */
export interface Disagreement {
  readonly told: KpiFigure | undefined;
  readonly proven: KpiFigure | undefined;
}

/** Where two answers to one question differ, to the last digit. Empty: nowhere. */
export function disagreements(told: readonly KpiFigure[], proven: readonly KpiFigure[]): readonly Disagreement[] {
  const [ours, theirs] = [byPlace(told), byPlace(proven)];
  const places = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return places
    .map((place) => ({ told: ours.get(place), proven: theirs.get(place) }))
    .filter((pair) => canonical(pair.told) !== canonical(pair.proven));
}

const byPlace = (figures: readonly KpiFigure[]): ReadonlyMap<string, KpiFigure> =>
  new Map(figures.map((figure) => [canonical([figure.period, figure.group]), figure]));

/** As text, fields in the order of their names. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1)))
      : held,
  ) ?? '';
