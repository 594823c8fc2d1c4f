import { decodeSealedParts } from '#sealing';
import { reasonOf } from '#postgres';
import type { Actor, Clear } from '#domain';
import { LogDamaged } from '../event-log.errors.js';
import type { ClearEvent, RecordedEvent } from '../event-log.port.js';
import { InstantWriter } from '../instant.js';

/** The columns of an event without what is sealed, as they are read. */
export const clearColumns = `
  events.position, streams.name, events.version, events.id, type, schema, occurred_at, received_at, recorded_at,
  actor_class, actor_id, correlation_id, causation_id, clear, events.hash`;

/** The columns of a whole event. */
export const eventColumns = `${clearColumns}, sealed`;

/** A row of `clearColumns`. */
export type ClearRow = [
  position: bigint,
  stream: string | null,
  version: bigint,
  id: string,
  type: string,
  schema: bigint,
  occurredAt: bigint,
  receivedAt: bigint,
  recordedAt: bigint,
  actorClass: Actor['class'],
  actorId: string,
  correlationId: string,
  causationId: string,
  clear: string,
  hash: Uint8Array,
];
/** A row of `eventColumns`. */
export type EventRow = [...ClearRow, sealed: Uint8Array];

const occurredAt = new InstantWriter();
const receivedAt = new InstantWriter();
const recordedAt = new InstantWriter();

/** The events of rows up to the first that is damaged. Errors: `LogDamaged` when that is the first row. */
export const eventsOf = (rows: readonly EventRow[]): readonly RecordedEvent[] => soundOf(rows, eventOf);

/** The same for rows of `clearColumns`. */
export const clearEventsOf = (rows: readonly ClearRow[]): readonly ClearEvent[] => soundOf(rows, clearEventOf);

function soundOf<Row extends EventRow | ClearRow, Event>(
  rows: readonly Row[],
  read: (row: Row) => Event,
): readonly Event[] {
  const events: Event[] = [];
  for (const row of rows) {
    try {
      events.push(read(row));
    } catch (fault) {
      if (events.length > 0) return events;
      throw new LogDamaged(reasonOf(fault), row[0], whatIsLeftOf(row));
    }
  }
  return events;
}

const eventOf = (row: EventRow): RecordedEvent =>
  Object.assign(clearEventOf(row), { sealed: decodeSealedParts(row[15]) });

/** Throws whatever a damaged row makes its parsers throw. */
function clearEventOf(row: ClearRow | EventRow): ClearEvent {
  const [position, stream, version, id, type, schema, occurred, received, recorded] = row;
  const [, , , , , , , , , actorClass, actorId, correlationId, causationId, clear, hash] = row;
  if (stream === null) throw new Error('its stream is missing');
  return {
    id,
    stream,
    version: Number(version),
    position,
    type,
    schema: Number(schema),
    clear: JSON.parse(clear) as Clear,
    occurredAt: occurredAt.write(Number(occurred)),
    receivedAt: receivedAt.write(Number(received)),
    recordedAt: recordedAt.write(Number(recorded)),
    actor: { class: actorClass, id: actorId },
    correlationId,
    causationId,
    hash,
  };
}

/** Stream, version and id of a damaged row, for people. */
function whatIsLeftOf([, stream, version, id]: ClearRow | EventRow): LogDamaged['event'] {
  return stream === null ? undefined : { stream, version: Number(version), id };
}
