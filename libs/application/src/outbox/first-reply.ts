import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStore, OutboxRoom } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { outboxTypes } from './outbox-intake.js';
import { placeOfOutbox } from './outbox-place.js';

/** How often it looks, in milliseconds: so long may the first reply of a desk wait. */
const lookEveryMs = 250;
const eventsAtOnce = 5_000;

/**
 * Resolves when the outbox has something to do: what waits in it already, or the first reply the log holds behind what
 * it has read. Resolves too when the signal aborts.
 * Errors: those of store and log, `OutboxNotPlaced`.
 */
export async function firstReply(
  store: Pick<DeskStore, 'outbox' | 'checkpoints'>,
  log: EventLogReader,
  signal: AbortSignal,
): Promise<void> {
  let { position: after } = await placeOfOutbox(store.checkpoints);
  while (!signal.aborted && (await isEmpty(store.outbox))) {
    const stretch = await log.readClear(after, eventsAtOnce, outboxTypes);
    if (stretch?.events.some(({ type }) => type === 'ReplyWritten')) return;
    after = stretch?.upTo.position ?? after;
    if (!stretch?.more) await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** What a crash cut off counts: it is in doubt, and must be tried again. */
async function isEmpty(outbox: OutboxRoom): Promise<boolean> {
  const { waiting, sending, putOff } = await outbox.figures();
  return waiting + sending + putOff === 0;
}
