import { decodeSealedParts } from '#sealing';
import { messageOf } from '#sqlite';
import type { Actor, Clear } from '#domain';
import { LogDamaged } from '../event-log.errors.js';
import type { ClearEvent, RecordedEvent } from '../event-log.port.js';
import { InstantWriter } from '../instant.js';
import { readUuid } from './uuid-bytes.js';

const clearest = `
  position, name, version, type, schema, occurred_at, received_at, recorded_at,
  actor_class, actor_id, correlation_id, causation_id, clear`;

/**
 * The columns of an event as they are read: id, hash and sealed come as one blob, because every blob of a row costs
 * as much as all of its numbers and texts together.
 */
export const eventColumns = `${clearest}, CAST(events.id || hash || sealed AS BLOB)`;

/** The same without what is sealed. */
export const clearColumns = `${clearest}, CAST(events.id || hash AS BLOB)`;

/** A row of `eventColumns` or `clearColumns`, read as an array. */
export type EventColumns = readonly [
  position: number,
  stream: string | null,
  version: number,
  type: string,
  schema: number,
  occurredAt: number,
  receivedAt: number,
  recordedAt: number,
  actorClass: Actor['class'],
  actorId: string,
  correlationId: string,
  causationId: string,
  clear: string,
  idHashMaybeSealed: Uint8Array,
];

const occurredAt = new InstantWriter();
const receivedAt = new InstantWriter();
const recordedAt = new InstantWriter();

/** The events of rows of `eventColumns` up to the first that is damaged. Errors: `LogDamaged` when that is the first row. */
export const eventsOf = (rows: readonly EventColumns[]): readonly RecordedEvent[] => soundOf(rows, eventOf);

/** The same for rows of `clearColumns`. */
export const clearEventsOf = (rows: readonly EventColumns[]): readonly ClearEvent[] => soundOf(rows, clearEventOf);

function soundOf<Event>(rows: readonly EventColumns[], read: (row: EventColumns) => Event): readonly Event[] {
  const events: Event[] = [];
  for (const row of rows) {
    try {
      events.push(read(row));
    } catch (fault) {
      if (events.length > 0) return events;
      throw new LogDamaged(messageOf(fault), BigInt(row[0]), whatIsLeftOf(row));
    }
  }
  return events;
}

const eventOf = (columns: EventColumns): RecordedEvent =>
  Object.assign(clearEventOf(columns), { sealed: decodeSealedParts(columns[13].subarray(48)) });

/** Throws whatever a damaged row makes its parsers throw. */
function clearEventOf(columns: EventColumns): ClearEvent {
  const [position, stream, version, type, schema, occurred, received, recorded, actorClass] = columns;
  const [, , , , , , , , , actorId, correlationId, causationId, clear, bytes] = columns;
  if (stream === null) throw new Error('its stream is missing');
  return {
    id: readUuid(bytes, 0),
    stream,
    version,
    position: BigInt(position),
    type,
    schema,
    clear: JSON.parse(clear) as Clear,
    occurredAt: occurredAt.write(occurred),
    receivedAt: receivedAt.write(received),
    recordedAt: recordedAt.write(recorded),
    actor: { class: actorClass, id: actorId },
    correlationId,
    causationId,
    hash: bytes.subarray(16, 48),
  };
}

/** Stream, version and id of a damaged row, for people; nothing where even these are damaged. */
function whatIsLeftOf(row: EventColumns): LogDamaged['event'] {
  const [, stream, version] = row;
  const bytes: unknown = row[13];
  return bytes instanceof Uint8Array && stream !== null ? { stream, version, id: readUuid(bytes, 0) } : undefined;
}
