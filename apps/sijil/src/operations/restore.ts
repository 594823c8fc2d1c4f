import { holdOutbox, holdWebhooks, ticketSeries } from '#application';
import { outboxLease, sequencerLease } from '#desk-store';
import type { Checkpoint, DeskFacts, DeskStore, IndexMark } from '#desk-store';
import { lanes } from '#domain';
import type { EventLogReader } from '#event-log';
import type { SealingKeys } from '#sealing';
import { anchorsBehind, dropAnchorsBehind } from '../desk/anchors.js';
import { lastKeyNoted, noteKeys } from '../stores/noted-keys.js';
import { acceptedRestores, writeDownRestore } from './accepted-restores.js';
import type { AcceptedRestore } from './accepted-restores.js';
import { erasedIn } from '../erasure/erased-in.js';
import { noteErasures } from '../erasure/noted-erasures.js';
import { givenOutIn } from './given-out.js';
import { DeskBehindLog, DeskRestored } from './restore.errors.js';

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

/**
 * A desk store that is older than its log would give out again what is taken. Only what the look-up index has not seen
 * yet need be read: a batch or two after a crash, all of the log after a restore. Errors: `DeskBehindLog`.
 */
export async function mustKnowItsLog({ sequencer, inbound, numbers }: DeskStore, log: EventLogReader): Promise<void> {
  const { position } = await sequencer.indexMark();
  const { ticketNumber, envelope, keyId } = await givenOutIn(log, position);
  if (envelope > (await inbound.lastGiven())) throw new DeskBehindLog('envelope', envelope);
  if (keyId > (await lastKeyNoted(numbers))) throw new DeskBehindLog('sealing key', BigInt(keyId));
  if (ticketNumber > 0) await numbers.raise(ticketSeries, ticketNumber);
}

/** How often this desk was restored: stands in every token, so that those from before are refused. */
export async function epochOf(facts: DeskFacts): Promise<number> {
  return Number((await facts.get(epochFact)) ?? 1);
}

/** A restore as it was written down, and what the desk goes on with. */
export interface RestoreAnswer extends AcceptedRestore {
  /** The highest number and place that the log tells of; 0 for none. What comes next is given others. */
  readonly given: { readonly ticketNumber: number; readonly envelope: string };
  /** What waits for a person: replies known so far, and webhooks. */
  readonly held: { readonly replies: number; readonly webhooks: number };
}

/** The stores that a restore must make agree. */
export interface RestoredStores {
  readonly desk: DeskStore;
  readonly log: EventLogReader;
  readonly keys: SealingKeys;
}

/**
 * Goes on from what the backup held, under a new epoch. Ticket numbers, places of envelopes and keys that the log tells
 * of are never given out again; routes, look-up index and settings of inboxes, agents and teams are learned from the log again at the next start. A log that is
 * older than the desk store has lost what the inbound log may still hold: everything that came in is read again then,
 * and what the log does hold is found done. What is gone for good is written down first, and answered.
 * Replies stay in the outbox until a person releases it: they may have left since the backup. Webhooks are paused until
 * a person says from where they go on.
 */
export async function acceptRestoredDesk(stores: RestoredStores, now: string): Promise<RestoreAnswer> {
  const { desk, log } = stores;
  const { facts, sequencer, leases, inboxes, agents, outbox, webhooks } = desk;
  await desk.takeOver?.();
  const lease = await leases.acquire(sequencerLease, 'restore', now, leaseSeconds);
  if (!lease) throw new DeskRestored('the sequencer is still at work');
  const epoch = (await epochOf(facts)) + 1;
  const { position } = await log.head();
  const { accepted, given } = await raiseAndWriteDown(stores, { epoch, acceptedAt: now, position: String(position) });
  await eraseAgain(stores, now);
  await dropAnchorsBehind(facts, position);
  if (!(await holds(log, await sequencer.indexMark()))) await sequencer.route(lease.epoch, [], fromTheStart, null);
  await sequencer.clearIndex(lease.epoch);
  await holdOutbox(facts, now);
  await holdWebhooks(desk, now);
  await outbox.beginAgain(await heldBy(log, await desk.checkpoints.get(outboxLease)));
  await inboxes.forgetVersions();
  await agents.forgetVersions();
  await leases.release(lease);
  await facts.set(epochFact, String(epoch));
  await facts.set(restoredFact, '');
  const [{ waiting }, paused] = await Promise.all([outbox.figures(), webhooks.list()]);
  return { ...accepted, given, held: { replies: waiting, webhooks: paused.length } };
}

/** Keys that were put back open again what was erased: whoever is in their register, or was erased as the log tells. */
async function eraseAgain({ desk, log, keys: { erasures } }: RestoredStores, askedAt: string): Promise<void> {
  const told = (await erasedIn(log)).map((customerId) => ({ customerId, askedAt }));
  await erasures.enter([...(await erasures.list()), ...told]);
  await noteErasures(desk.facts, erasures);
}

async function raiseAndWriteDown(
  { desk: { facts, numbers, inbound }, log, keys }: RestoredStores,
  restore: Pick<AcceptedRestore, 'epoch' | 'acceptedAt' | 'position'>,
): Promise<{ readonly accepted: AcceptedRestore; readonly given: RestoreAnswer['given'] }> {
  const after = await keys.lastGiven();
  const lostBefore = (await acceptedRestores(facts)).map(({ lostKeys }) => lostKeys);
  const isNew = (keyId: number) => !lostBefore.some((lost) => keyId > lost.after && keyId <= lost.upTo);
  let parts = 0;
  const { ticketNumber, envelope, keyId } = await givenOutIn(log, 0n, (id) => {
    if (id > after && isNew(id)) parts += 1;
  });
  const upTo = Math.max(after, keyId, await lastKeyNoted(numbers));
  const anchors = await anchorsBehind(facts, BigInt(restore.position));
  const accepted = await writeDownRestore(facts, { ...restore, lostKeys: { after, upTo, parts }, anchors });
  await keys.raise(upTo);
  await noteKeys(numbers, upTo);
  await numbers.raise(ticketSeries, ticketNumber);
  await inbound.raise(envelope);
  return { accepted, given: { ticketNumber, envelope: String(envelope) } };
}

const leaseSeconds = 3600;
const fromTheStart = lanes.map((lane) => ({ lane, position: 0n }));

/** Whether the log is the one that the index was folded from, at least up to its mark. */
async function holds(log: EventLogReader, { position, hash }: IndexMark): Promise<boolean> {
  if (position === 0n) return true;
  const event = await log.at(position);
  return event !== undefined && Buffer.from(hash).equals(event.hash);
}

/**
 * Where the outbox reads on: where it stood, or behind all of a log that lost that place: what is pending of it is known.
 * A desk that never had an outbox begins with what is written from now on.
 */
async function heldBy(log: EventLogReader, checkpoint: Checkpoint | undefined): Promise<Checkpoint> {
  return checkpoint !== undefined && (await holds(log, checkpoint)) ? checkpoint : log.head();
}
