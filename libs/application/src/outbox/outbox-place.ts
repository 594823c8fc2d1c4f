import { outboxLease } from '#desk-store';
import type { Checkpoint, Checkpoints } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { OutboxNotPlaced } from './outbox.errors.js';

/**
 * Gives an outbox that has no place in the log yet its first one, behind all the log holds: what was answered before the
 * desk had an outbox is history and never leaves. Done before anybody can write a reply, and durable when it resolves:
 * whatever is written from then on is the outbox's to send.
 */
export async function placeOutbox(checkpoints: Checkpoints, log: Pick<EventLogReader, 'head'>): Promise<void> {
  if (!(await checkpoints.get(outboxLease))) await checkpoints.set(outboxLease, await log.head());
}

/** Up to where the outbox has read the log. Errors: `OutboxNotPlaced`. */
export async function placeOfOutbox(checkpoints: Checkpoints): Promise<Checkpoint> {
  const place = await checkpoints.get(outboxLease);
  if (!place) throw new OutboxNotPlaced();
  return place;
}
