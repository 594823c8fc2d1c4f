import { buildAhead, catchUpFormer, rebuild, rollBack } from '#projections';
import type { Checked, RebuildJob, RebuildOutcome, RebuildProgress, RollBackOutcome } from '#projections';
import type { PageComparison } from '#read-store';
import type { PageSetAtHand, PageSetToBuild } from './page-sets.js';

/** How sets of pages are rebuilt together. */
export interface RebuildTogether {
  readonly compare: boolean;
  /** Hold new pages against a second fold of the log. */
  readonly check: boolean;
  /** `false`: the live pages stay. */
  readonly publish: boolean;
  /** `false`: the pages that are replaced do not stay as former ones. */
  readonly keepsFormer: boolean;
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
  sets: readonly PageSetToBuild[],
  { onProgress, check: checks, ...choices }: RebuildTogether,
): Promise<RebuildOutcome> {
  const told = summedProgress(sets.length, onProgress);
  const jobs = sets.map(({ check, ...set }, place): RebuildJob => {
    const checking = checks && check ? { check } : {};
    return { ...set, ...choices, ...checking, onProgress: told(place) };
  });
  const resumed: boolean[] = [];
  for (const job of jobs) resumed.push(await buildAhead(job));
  const outcomes: RebuildOutcome[] = [];
  for (const job of jobs) outcomes.push(await rebuild(job));
  const names = sets.map(({ name }) => name);
  const checked = checkedIn(outcomes.flatMap((each) => each.checked ?? []));
  return { ...outcomeOf(names, outcomes), ...(checked && { checked }), resumed: resumed.includes(true) };
}

/**
 * Goes back to the former pages of all sets: each is caught up before the first changes places. Errors: as `rollBack`.
 */
export async function rollBackTogether(
  sets: readonly PageSetAtHand[],
  { signal, onProgress }: Pick<RebuildTogether, 'signal' | 'onProgress'>,
): Promise<RollBackOutcome> {
  const told = summedProgress(sets.length, onProgress);
  const jobs = sets.map((set, place) => ({ ...set, copyist: set.liveCopyist, signal, onProgress: told(place) }));
  for (const job of jobs) await catchUpFormer(job);
  const outcomes: RollBackOutcome[] = [];
  for (const job of jobs) outcomes.push(await rollBack(job));
  const wasStopped = outcomes.some(({ kind }) => kind === 'stopped');
  return { kind: wasStopped ? 'stopped' : 'rolled-back', position: least(outcomes.map(({ position }) => position)) };
}

/** What each set tells of itself, told of all of them. */
const summedProgress = (sets: number, onProgress: RebuildTogether['onProgress']) => {
  const copied = Array.from({ length: sets }, () => 0n);
  return (place: number) =>
    ({ done, head }: RebuildProgress) => {
      copied[place] = done;
      onProgress({ done: copied.reduce((sum, each) => sum + each), total: head * BigInt(sets) });
    };
};

/** Of several sets: stopped when one was, and as far as the one that is least far. */
function outcomeOf(names: readonly string[], outcomes: readonly RebuildOutcome[]): Omit<RebuildOutcome, 'resumed'> {
  const kind = outcomes.some((each) => each.kind === 'stopped') ? 'stopped' : (outcomes[0]?.kind ?? 'published');
  const position = least(outcomes.map((each) => each.position));
  const comparisons = outcomes.flatMap(({ comparison }, place) =>
    comparison ? [named(names[place] ?? '', comparison)] : [],
  );
  return { kind, position, ...(comparisons.length === outcomes.length && { comparison: summed(comparisons) }) };
}

/** Files of several sets are the same ones. */
const checkedIn = (each: readonly Checked[]): Checked | undefined =>
  each.length === 0
    ? undefined
    : { files: Math.max(...each.map(({ files }) => files)), rows: each.reduce((sum, { rows }) => sum + rows, 0) };

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
