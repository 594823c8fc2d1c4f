import { setImmediate as nextTurn } from 'node:timers/promises';
import { streamNameFilter } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AllStreamSubscription, Position } from '@eventstore/db-client';
import { Bell } from '../bell.js';
import { LogUnavailable } from '../event-log.errors.js';
import type { RecordedEvent } from '../event-log.port.js';
import { pauseBefore, rest } from './perseverance.js';
import type { ServerConnection } from './server-connection.js';
import { positionOf } from './stored-event.js';

/** What is followed, from where, and for how long. */
export interface Following {
  readonly connection: ServerConnection;
  readonly after: bigint;
  /** Events a batch, at most. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Those of ours as events of the log. Errors: `LogDamaged`. */
  readonly recorded: (events: readonly AllStreamResolvedEvent[]) => readonly RecordedEvent[];
}

/** Events the server looks at before it tells how far it is, in units of 32. */
const checkpointInterval = 32;
/** Events that may lie ready here while the one who follows is busy. */
const ahead = 512;

/**
 * Follows the log by a subscription to `$all`, filtered by the server. A subscription ends as it likes: with an error,
 * without one, or because its client was given up. It is then made again, a little later each time, behind the last event
 * that was handed on or the last place the server said it had looked at. Errors: `LogUnavailable` (closed), `LogDamaged`.
 */
export async function* followAll(following: Following): AsyncGenerator<readonly RecordedEvent[]> {
  const { connection, after, signal, recorded } = following;
  let reached: Position = { commit: after, prepare: after };
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    for await (const streamed of subscription(following, reached, (place) => (reached = place))) {
      attempt = 0;
      const events = recorded(streamed.filter((event) => positionOf(event) > after));
      if (events.length > 0) yield events;
      reached = streamed.at(-1)?.event?.position ?? reached;
    }
    if (connection.closing.aborted) throw new LogUnavailable('the log is closed');
    await rest(connection, pauseBefore(attempt), signal);
  }
}

/** What one subscription brings until it ends, for whatever reason, and all that had arrived by then. */
async function* subscription(
  { connection, limit, signal }: Following,
  from: Position,
  onCheckpoint: (place: Position) => void,
): AsyncGenerator<readonly AllStreamResolvedEvent[]> {
  const bell = new Bell();
  let isOver = false;
  const end = () => {
    isOver = true;
    bell.ring();
  };
  const { stream, release } = connection.open((client) =>
    client.subscribeToAll(
      {
        credentials: connection.place.credentials,
        fromPosition: from.commit > 0n ? from : 'start',
        filter: streamNameFilter({
          prefixes: [connection.place.prefix],
          checkpointInterval,
          // Only counts where all events before it were taken: what lies ready could still be lost with the subscription.
          checkpointReached: ({ readableLength }, place) => {
            if (readableLength === 0 && !isOver) onCheckpoint(place);
          },
        }),
      },
      { highWaterMark: Math.min(limit, ahead) },
    ),
  );
  stream.on('readable', () => bell.ring());
  for (const ending of ['end', 'error', 'close']) stream.on(ending, end);
  try {
    while (!signal.aborted) {
      const rings = bell.rings;
      const taken = takenFrom(stream, limit);
      if (taken.length > 0) yield taken;
      else if (isOver) return;
      else await bell.rungSince(rings, signal);
      // What arrives together is handed on together.
      await nextTurn();
    }
  } finally {
    release();
  }
}

function takenFrom(stream: AllStreamSubscription, limit: number): readonly AllStreamResolvedEvent[] {
  const taken: AllStreamResolvedEvent[] = [];
  while (taken.length < limit) {
    const event = stream.read() as AllStreamResolvedEvent | null;
    if (event === null) break;
    taken.push(event);
  }
  return taken;
}
