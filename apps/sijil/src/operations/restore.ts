import type { DeskFacts, DeskStore } from '#desk-store';
import { DeskRestored } from './restore.errors.js';

/** Desk facts about restores. */
const restoredFact = 'restored';
const epochFact = 'epoch';

/** Marks a desk that was put back from a backup: it will not start before somebody accepts that. */
export const markRestored = (facts: DeskFacts, at: string): Promise<void> => facts.set(restoredFact, at);

/** Errors: `DeskRestored` while a restore waits to be accepted. */
export async function mustNotWaitForAcceptance(facts: DeskFacts): Promise<void> {
  const restored = await facts.get(restoredFact);
  if (restored !== undefined && restored !== '') throw new DeskRestored(restored);
}

/** How often this desk was restored: stands in every token, so that those from before are refused. */
export async function epochOf(facts: DeskFacts): Promise<number> {
  return Number((await facts.get(epochFact)) ?? 1);
}

/**
 * Goes on from what the backup held: a new epoch, and routes, look-up index and numbers learned from the log again at
 * the next start.
 */
export async function acceptRestoredDesk({ facts, sequencer, leases }: DeskStore, now: string): Promise<number> {
  const lease = await leases.acquire('sequencer', 'restore', now, 60);
  if (!lease) throw new DeskRestored('the sequencer is still at work');
  await sequencer.clearIndex(lease.epoch);
  await leases.release(lease);
  const epoch = (await epochOf(facts)) + 1;
  await facts.set(epochFact, String(epoch));
  await facts.set(restoredFact, '');
  return epoch;
}
