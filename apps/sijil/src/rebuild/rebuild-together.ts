import { buildAhead, rebuild } from '#projections';
import type { RebuildJob, RebuildOutcome } from '#projections';
import type { PageComparison } from '#read-store';
import type { PageSetAtHand } from './page-sets.js';

/** How sets of pages are rebuilt together. */
export interface RebuildTogether {
  readonly compare: boolean;
  /** `false`: the live pages stay. */
  readonly publish: boolean;
  /** Aborting stops it after the batch at hand; the next goes on from there. */
  readonly signal: AbortSignal;
  /** Events copied so far, and to copy, summed over the sets. */
  readonly onProgress: (progress: { readonly done: bigint; readonly total: bigint }) => void;
}

/**
 * Copies the log into all sets beside the live ones first, then puts one after the other in its place: interrupted, the
 * next goes on where it stopped, whichever set that was. Errors: as `rebuild`.
 */
export async function rebuildTogether(
  sets: readonly PageSetAtHand[],
  { compare, publish, signal, onProgress }: RebuildTogether,
): Promise<RebuildOutcome> {
  const copied = sets.map(() => 0n);
  const jobs = sets.map((set, place): RebuildJob => {
    const told = ({ done, head }: { done: bigint; head: bigint }) => {
      copied[place] = done;
      onProgress({ done: copied.reduce((sum, each) => sum + each), total: head * BigInt(sets.length) });
    };
    return { ...set, compare, publish, signal, onProgress: told };
  });
  const resumed: boolean[] = [];
  for (const job of jobs) resumed.push(await buildAhead(job));
  const outcomes: RebuildOutcome[] = [];
  for (const job of jobs) outcomes.push(await rebuild(job));
  const names = sets.map(({ name }) => name);
  return { ...outcomeOf(names, outcomes), resumed: resumed.includes(true) };
}

/** Of several sets: stopped when one was, and as far as the one that is least far. */
function outcomeOf(names: readonly string[], outcomes: readonly RebuildOutcome[]): Omit<RebuildOutcome, 'resumed'> {
  const kind = outcomes.some((each) => each.kind === 'stopped') ? 'stopped' : (outcomes[0]?.kind ?? 'published');
  const position = least(outcomes.map((each) => each.position));
  const comparisons = outcomes.flatMap(({ comparison }, place) =>
    comparison ? [named(names[place] ?? '', comparison)] : [],
  );
  return { kind, position, ...(comparisons.length === outcomes.length && { comparison: summed(comparisons) }) };
}

const named = (set: string, comparison: PageComparison): PageComparison => ({
  ...comparison,
  samples: comparison.samples.map((sample) => ({ ...sample, table: `${set}/${sample.table}` })),
});

const summed = (comparisons: readonly PageComparison[]): PageComparison => ({
  rows: comparisons.reduce((sum, { rows }) => sum + rows, 0),
  differences: comparisons.reduce((sum, { differences }) => sum + differences, 0),
  samples: comparisons.flatMap(({ samples }) => samples),
  position: least(comparisons.map(({ position }) => position)),
});

const least = (positions: readonly bigint[]): bigint =>
  positions.reduce((one, other) => (other < one ? other : one), positions[0] ?? 0n);
