import type { EventLogReader, RecordedEvent } from '#event-log';
import type { ParkedRow } from '../parked/index.js';
import { batchEvents } from './batches.js';

/**
 * What lies parked of a stream, in its order, portion by portion. Pages show where events stand in the log: streams say it
 * themselves, or else the log is read on from the event that failed, past everybody else's.
 */
export const parkedEvents = (log: EventLogReader, row: ParkedRow): AsyncIterable<readonly RecordedEvent[]> =>
  log.traits.streamsTellPositions === false ? fromLog(log, row) : fromStream(log, row);

async function* fromStream(
  log: EventLogReader,
  { stream, version, lastVersion }: ParkedRow,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = version - 1; after < lastVersion;) {
    const events = await log.readStream(stream, after, Math.min(batchEvents, lastVersion - after));
    if (events.length === 0) return;
    yield events;
    after += events.length;
  }
}

async function* fromLog(log: EventLogReader, row: ParkedRow): AsyncGenerator<readonly RecordedEvent[]> {
  const { stream, version, lastVersion } = row;
  const failed = await log.at(BigInt(row.position));
  for (let read = failed ? [failed] : []; read.length > 0;) {
    const theirs = read.filter((event) => event.stream === stream && event.version >= version);
    if (theirs.length > 0) yield theirs.filter((event) => event.version <= lastVersion);
    if (theirs.some((event) => event.version >= lastVersion)) return;
    read = [...(await log.readAll(read.at(-1)?.position ?? 0n, batchEvents))];
  }
}
