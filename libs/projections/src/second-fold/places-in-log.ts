import type { EventLogReader, RecordedEvent } from '#event-log';
import { batchEvents } from '../projector/batches.js';

/** Where an event of a file stands in the log. */
export type PlaceOf = (event: RecordedEvent) => bigint;

/**
 * Tells where events of these files stand: streams say it themselves, or else the log is walked through once, as far as
 * `upTo`; what stands behind that is told to stand behind `upTo`.
 */
export async function placesInLog(log: EventLogReader, streams: readonly string[], upTo: bigint): Promise<PlaceOf> {
  if (log.traits.streamsTellPositions !== false) return ({ position }) => position;
  const places = new Map(streams.map((stream): [string, bigint[]] => [stream, []]));
  for (let after = 0n; after < upTo;) {
    const stretch = await log.readClear(after, batchEvents);
    if (stretch === undefined) break;
    for (const { stream, position } of stretch.events) {
      if (position <= upTo) places.get(stream)?.push(position);
    }
    after = stretch.upTo.position;
  }
  return ({ stream, version }) => places.get(stream)?.[version - 1] ?? upTo + 1n;
}
