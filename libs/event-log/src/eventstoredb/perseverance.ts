import { setTimeout as pause } from 'node:timers/promises';
import { LogDamaged, LogSchemaUnknown, LogUnavailable, NotALog } from '../event-log.errors.js';
import type { ServerConnection } from './server-connection.js';
import { isDeleted, isDenied, reasonOf } from './server-faults.js';

const firstPauseMs = 20;
const longestPauseMs = 1_000;

/** How long to wait before each further try, in milliseconds. */
export const pauseBefore = (attempt: number): number => Math.min(firstPauseMs * 2 ** attempt, longestPauseMs);

/** Until when to try again what the server did not do. */
export const givingUpAt = ({ place }: ServerConnection): number => performance.now() + place.patienceMs;

/** Waits, but not beyond the closing of the connection, nor beyond `signal`. */
export async function rest({ closing }: ServerConnection, milliseconds: number, signal = closing): Promise<void> {
  await pause(milliseconds, undefined, { signal: AbortSignal.any([closing, signal]) }).catch(() => undefined);
}

/**
 * Reads, and reads again while the server is away, elects a leader or restarts.
 * Errors: `LogUnavailable`, and `LogDamaged` where a stream of the log was deleted.
 */
export async function readPatiently<Result>(
  connection: ServerConnection,
  read: () => Promise<Result>,
): Promise<Result> {
  const end = givingUpAt(connection);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch (fault) {
      if (isOurs(fault)) throw fault;
      if (isDeleted(fault)) throw new LogDamaged('a stream of the log was deleted');
      const isOver = isDenied(fault) || connection.closing.aborted || performance.now() > end;
      if (isOver) throw new LogUnavailable(reasonOf(fault));
      await rest(connection, pauseBefore(attempt));
    }
  }
}

const ours = [LogDamaged, LogSchemaUnknown, LogUnavailable, NotALog];
const isOurs = (fault: unknown): boolean => ours.some((kind) => fault instanceof kind);
