import type { Clear } from '#domain';
import type { RecordedEvent, SealedPart, SealedParts } from '#event-log';
import type { OutgoingRecord, TopicRecord } from '../messaging.port.js';

/** What a record of `<desk>.events` says beside its event. */
export interface RecordPlace {
  /** The desk's epoch in which positions are counted: another one after every restore. */
  readonly epoch: number;
  readonly position: bigint;
  /** Position of the record before it in its partition, in log order; 0n for the first. */
  readonly prev: bigint;
  /** Position of the event before it in the log, whichever partition that is in; 0n for the first. */
  readonly follows: bigint;
}

/** Where an event is published to, and what it follows there. */
export interface Publication {
  readonly deskId: string;
  readonly epoch: number;
  readonly partition: number;
  readonly prev: bigint;
  readonly follows: bigint;
}

/**
 * An event as a CloudEvent 1.0 in binary form, keyed by its stream: the attributes are headers (`ce_…`, as the Kafka binding
 * has it), and what stands there is not repeated in the value, which is JSON. Sealed parts travel as they are stored. Wire:
 * fields are only ever added.
 */
export function writeEventRecord(
  event: RecordedEvent,
  { deskId, epoch, partition, prev, follows }: Publication,
): OutgoingRecord {
  const { version, schema, clear, receivedAt, recordedAt, actor, correlationId, causationId } = event;
  const hash = Buffer.from(event.hash.buffer, event.hash.byteOffset, event.hash.length).toString('hex');
  const value = { version, schema, clear, sealed: sealedOut(event.sealed), receivedAt, recordedAt, actor };
  return {
    partition,
    key: event.stream,
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: sourceOf(deskId),
      ce_type: event.type,
      ce_time: event.occurredAt,
      epoch: String(epoch),
      position: String(event.position),
      prev: String(prev),
      follows: String(follows),
    },
    value: Buffer.from(JSON.stringify({ ...value, correlationId, causationId, hash })),
  };
}

/** The `source` of a desk's CloudEvents. */
export const sourceOf = (deskId: string): string => `urn:sijil:${deskId}`;

/** A sealed part in JSON: `bytes` in base64, or the name of a blob. */
interface TravellingPart {
  readonly keyId: number;
  readonly owner: string;
  readonly bytes?: string;
  readonly blob?: string;
}

function sealedOut(parts: SealedParts): Readonly<Record<string, TravellingPart>> {
  const travelling: Record<string, TravellingPart> = {};
  for (const [name, { keyId, owner, bytes, blob }] of Object.entries(parts))
    travelling[name] = blob === undefined ? { keyId, owner, bytes: base64Of(bytes) } : { keyId, owner, blob };
  return travelling;
}

const base64Of = (bytes: Uint8Array = new Uint8Array()): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

const wholeNumber = /^\d{1,18}$/;

/** Where a record stands, without a look at its event; `undefined` where its headers do not say. */
export function readRecordPlace({ headers }: TopicRecord): RecordPlace | undefined {
  const said = ['epoch', 'position', 'prev', 'follows'].map((name) => textOf(headers[name]));
  if (!said.every((text) => text !== undefined && wholeNumber.test(text))) return undefined;
  const [epoch = 0n, position = 0n, prev = 0n, follows = 0n] = said.map((text) => BigInt(text ?? 0));
  return { epoch: Number(epoch), position, prev, follows };
}

/** As `writeEventRecord` wrote it. */
type Told = Pick<
  RecordedEvent,
  'version' | 'schema' | 'receivedAt' | 'recordedAt' | 'actor' | 'correlationId' | 'causationId'
> & { readonly clear: Clear; readonly sealed: Readonly<Record<string, TravellingPart>>; readonly hash: string };

/** The event in a record. Errors: `Error`, which says what is missing. */
export function readEventRecord({ key, value, headers }: TopicRecord, position: bigint): RecordedEvent {
  const [id, type, occurredAt] = ['ce_id', 'ce_type', 'ce_time'].map((name) => textOf(headers[name]));
  const stream = textOf(key ?? undefined);
  if (id === undefined || type === undefined || occurredAt === undefined)
    throw new Error('it has no CloudEvents headers');
  if (stream === undefined || value === null) throw new Error('it has no key or no value');
  const { sealed, hash, ...told } = JSON.parse(textOf(value) ?? '') as Told;
  const parts = Object.fromEntries(Object.entries(sealed).map(([name, part]) => [name, sealedIn(part)]));
  return { ...told, id, type, occurredAt, stream, position, sealed: parts, hash: Buffer.from(hash, 'hex') };
}

const sealedIn = ({ keyId, owner, bytes, blob }: TravellingPart): SealedPart =>
  blob === undefined ? { keyId, owner, bytes: Buffer.from(bytes ?? '', 'base64') } : { keyId, owner, blob };

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
