import { setTimeout as pause } from 'node:timers/promises';
import type { ClearEvent, EventLogReader, RecordedEvent } from '#event-log';
import { batchEvents, clearBatchEvents, inBounds } from './batches.js';

/** How a projector reads the log it copies: batch after batch, for ever. */
export type Follow<Event> = (
  log: EventLogReader,
  after: bigint,
  signal: AbortSignal,
) => AsyncIterable<readonly Event[]>;

/** Where events come from that are not read from the log itself: those behind a position, at most so many at once. */
export type EventSource = (after: bigint, atMost: number) => AsyncIterable<readonly RecordedEvent[]>;

/** Whole events as soon as they are there, so many that what is opened of them stays within 16 MiB. */
export const wholeEvents: Follow<RecordedEvent> = async function* (log, after, signal) {
  for await (const events of log.follow(after, batchEvents, signal)) yield* inBounds(events);
};

/** The same from another source than the log. */
export const wholeEventsFrom = (source: EventSource): Follow<RecordedEvent> =>
  async function* (_log, after) {
    for await (const events of source(after, batchEvents)) yield* inBounds(events);
  };

/** How long events gather, in milliseconds, where nobody waits for them: what one batch touches many times is written once. */
const gatherMs = 500;

/** How often in a row a batch is put off while messages wait: a rush that does not end is copied all the same. */
const putOffAtMost = 4;

/**
 * Events without what is sealed, for pages nobody waits for: they may be a moment behind, and cost less. While
 * messages wait for their pages these wait too, two seconds a batch.
 */
export const clearEvents = (messagesWait: () => boolean): Follow<ClearEvent> =>
  async function* (log, after, signal) {
    for await (const { events } of log.followClear(after, clearBatchEvents, signal)) {
      yield events;
      await letThemGather(events.length, messagesWait, signal);
    }
  };

/** The same from another source than the log, which brings whole events. */
export const clearEventsFrom = (source: EventSource, messagesWait: () => boolean): Follow<ClearEvent> =>
  async function* (_log, after, signal) {
    for await (const events of source(after, clearBatchEvents)) {
      yield events;
      await letThemGather(events.length, messagesWait, signal);
    }
  };

async function letThemGather(events: number, messagesWait: () => boolean, signal: AbortSignal): Promise<void> {
  const gather = () => pause(gatherMs, undefined, { signal }).catch(() => undefined);
  if (events < clearBatchEvents) await gather();
  for (let times = 0; messagesWait() && times < putOffAtMost && !signal.aborted; times += 1) await gather();
}
