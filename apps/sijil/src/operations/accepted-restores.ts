import type { DeskFacts } from '#desk-store';
import type { Instant } from '#domain';
import type { KeptAnchor } from '../desk/anchors.js';

/** What a restore had lost when somebody accepted it, for the auditor. Storage: fields are only ever added, as optional. */
export interface AcceptedRestore {
  /** The epoch that began with it. */
  readonly epoch: number;
  readonly acceptedAt: Instant;
  /** The last event of the log it went on from, in digits. */
  readonly position: string;
  /** Keys above `after` and up to `upTo` were given out and are gone; `parts` of the log were sealed with them. */
  readonly lostKeys: { readonly after: number; readonly upTo: number; readonly parts: number };
  /** Anchors of events that this log does not hold. */
  readonly anchors: readonly KeptAnchor[];
}

const factName = 'accepted-restores';

/** Every restore that was accepted here, the first first. */
export async function acceptedRestores(facts: DeskFacts): Promise<readonly AcceptedRestore[]> {
  return JSON.parse((await facts.get(factName)) ?? '[]') as AcceptedRestore[];
}

/**
 * Writes one down, and answers what stands there. Begun again after a crash it keeps what the first try found, when
 * nothing had been changed yet.
 */
export async function writeDownRestore(facts: DeskFacts, restore: AcceptedRestore): Promise<AcceptedRestore> {
  const known = await acceptedRestores(facts);
  const first = known.find(({ epoch }) => epoch === restore.epoch);
  if (first !== undefined) return first;
  await facts.set(factName, JSON.stringify([...known, restore]));
  return restore;
}

/** Sealed parts of the log whose keys were lost with a key store that was put back alone. */
export async function partsLost(facts: DeskFacts): Promise<number> {
  return (await acceptedRestores(facts)).reduce((sum, { lostKeys }) => sum + lostKeys.parts, 0);
}
