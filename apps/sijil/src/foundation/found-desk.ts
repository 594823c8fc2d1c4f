import { setTimeout as pause } from 'node:timers/promises';
import { checkHistory, placeOutbox, ProcessorLease, systemClock } from '#application';
import type { Settings } from '#settings';
import { mustKnowErasures } from '../erasure/noted-erasures.js';
import { identityOf } from '../identity.js';
import type { DeskIdentity } from '../identity.js';
import { mustKnowItsLog, mustNotWaitForAcceptance } from '../operations/restore.js';
import type { Stores } from '../stores/stores.js';

/** The lease of whoever settles what only the first start of a desk settles. */
const foundingLease = 'founding';
const askAgainAfterMs = 50;

/** Errors: as `startDesk` where one of the stores was put back without the others. */
export async function mustFitTogether({ desk, log, keys }: Stores): Promise<void> {
  await mustNotWaitForAcceptance(desk.facts);
  await mustKnowErasures(desk.facts, keys.erasures);
  await mustKnowItsLog(desk, log);
  await checkHistory(desk.sequencer, log);
}

/**
 * Settles who the desk is and where its outbox begins, or learns what an earlier start settled. Processes that start at
 * the same time come one after the other, so that all of them find the same. Errors: `DeskIdFixed`.
 */
export async function foundDesk(
  { desk, log }: Stores,
  { deskId, leaseSeconds }: Settings,
  holder: string,
): Promise<DeskIdentity> {
  const lease = new ProcessorLease(foundingLease, desk.leases, systemClock, leaseSeconds);
  while ((await lease.hold(holder)) === undefined) await pause(askAgainAfterMs);
  try {
    await placeOutbox(desk.checkpoints, log);
    return await identityOf(desk.facts, deskId);
  } finally {
    await lease.leave();
  }
}
