import type { RecordedEvent } from '#event-log';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';

/**
 * Works a question out anew from raw events, by docs/kpis.md alone: it shares nothing with the engine. `events` are those
 * of the log in its order, up to the position the answer is wanted at.
 */
export type Recompute = (events: readonly RecordedEvent[], question: KpiQuestion) => readonly KpiFigure[];

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
