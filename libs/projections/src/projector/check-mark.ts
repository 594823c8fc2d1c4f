import type { EventLogReader } from '#event-log';
import type { PageMark } from '#read-store';
import { PagesAheadOfLog } from '../projection/index.js';

/**
 * Checks that pages were copied from this log: the event at their mark is the one they knew.
 * Errors: `PagesAheadOfLog` when the log is shorter, or holds another event there (it was restored).
 */
export async function checkMark(log: EventLogReader, { position, hash }: PageMark): Promise<void> {
  if (position === 0n) return;
  const event = await log.at(position);
  if (event !== undefined && Buffer.compare(event.hash, hash) === 0) return;
  throw new PagesAheadOfLog(position, (await log.head()).position);
}
