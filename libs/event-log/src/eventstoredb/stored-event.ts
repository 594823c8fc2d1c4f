import type { AllStreamResolvedEvent, EventData, ResolvedEvent } from '@eventstore/db-client';
import { jsonEvent } from '@eventstore/db-client';
import type { Actor, Clear } from '#domain';
import { canonicalJson, chainHash, decodeSealedParts, encodeSealedParts } from '#sealing';
import { AppendMalformed, LogDamaged } from '../event-log.errors.js';
import type { Append, EventDraft, RecordedEvent, StreamTip } from '../event-log.port.js';
import { digestUuid } from './digest-uuid.js';
import { reasonOf } from './server-faults.js';

/** What stands in the metadata of an event; its data are the clear fields. */
interface Metadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly id: string;
  readonly schema: number;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly actor: Actor;
  /** Hexadecimal. */
  readonly hash: string;
  /** All sealed parts, base64; absent where there are none. */
  readonly sealed?: string;
  /** The latest instant its writer had seen in the log: the server's clock may fall, `recordedAt` not behind this. */
  readonly notBefore: string;
}

/** An append as the server takes it; all that can be worked out on this side is. */
export interface PackedAppend {
  readonly append: Append;
  readonly events: EventData[];
  /** The tip it leads to if it is written. */
  readonly tip: StreamTip;
}

/** What a server takes in one append as it comes; also what the client's documentation says. */
export const largestAppend = 1_048_576;

/**
 * Works out hashes and the server's form of an append. An event's id on the server is made of its hash, so that the
 * server takes for a repeat only what is the same to the byte, and a writer can rely on the tip it worked out. (The same
 * command, sealed anew by two processes at once, has the same event ids but other bytes: the server turns the later one
 * away, which then reads what stands there.)
 * Errors: `AppendMalformed` (too large for a server).
 */
export function packAppend(append: Append, notBefore: string): PackedAppend {
  let { version, hash } = append.expected;
  let bytes = 0;
  const events = append.events.map((draft) => {
    version += 1;
    const clear = canonicalJson(draft.clear);
    hash = chainHash(hash, append.stream, version, draft, clear);
    const metadata = metadataOf(draft, hash, notBefore);
    bytes += Buffer.byteLength(clear) + Buffer.byteLength(JSON.stringify(metadata)) + 2 * draft.type.length;
    return jsonEvent({ id: digestUuid(hash), type: draft.type, data: draft.clear, metadata });
  });
  if (bytes > largestAppend) {
    throw new AppendMalformed(append.stream, `it has ${bytes} bytes, more than the ${largestAppend} a server takes`);
  }
  return { append, events: events, tip: { version, hash } };
}

function metadataOf(draft: EventDraft, hash: Uint8Array, notBefore: string): Metadata {
  const sealed = encodeSealedParts(draft.sealed);
  return {
    $correlationId: draft.correlationId,
    $causationId: draft.causationId,
    id: draft.id,
    schema: draft.schema,
    occurredAt: draft.occurredAt,
    receivedAt: draft.receivedAt,
    actor: { class: draft.actor.class, id: draft.actor.id },
    hash: Buffer.from(hash).toString('hex'),
    ...(Object.keys(draft.sealed).length > 0 && { sealed: Buffer.from(sealed).toString('base64') }),
    notBefore,
  };
}

/** An event of a stream with what the server gave for it. */
export interface Stored {
  readonly event: RecordedEvent;
  readonly resolved: ResolvedEvent;
}

/** What the client gives where the server told no position. */
const noPosition = 2n ** 64n - 1n;

/** Where an event stands in the whole log; 0n where the server does not tell, as in reads of one stream. */
export function positionOf({ commitPosition, event }: ResolvedEvent | AllStreamResolvedEvent): bigint {
  const position = commitPosition ?? event?.position?.commit ?? noPosition;
  return position === noPosition ? 0n : position;
}

/**
 * An event of the log, whose streams begin with `prefix` on the server.
 * Errors: `LogDamaged` (it was not written by this code, or it is not as it was written).
 */
export function recordedEventOf(resolved: ResolvedEvent | AllStreamResolvedEvent, prefix: string): RecordedEvent {
  const { event } = resolved;
  if (event === undefined) throw new LogDamaged('the server gave no event');
  const position = positionOf(resolved);
  const stream = event.streamId.slice(prefix.length);
  const version = Number(event.revision) + 1;
  try {
    const { sealed, hash, actor, notBefore, ...told } = soundMetadata(event.metadata);
    const created = event.created.toISOString();
    return {
      id: told.id,
      stream,
      version,
      position,
      type: event.type,
      schema: told.schema,
      clear: event.data as Clear,
      sealed: sealed === undefined ? {} : decodeSealedParts(Buffer.from(sealed, 'base64')),
      occurredAt: told.occurredAt,
      receivedAt: told.receivedAt,
      recordedAt: created < notBefore ? notBefore : created,
      actor,
      correlationId: told.$correlationId,
      causationId: told.$causationId,
      hash: Uint8Array.from(Buffer.from(hash, 'hex')),
    };
  } catch (fault) {
    throw new LogDamaged(reasonOf(fault), position || undefined, { stream, version, id: event.id });
  }
}

/** Somebody else may have written to a stream of ours. */
function soundMetadata(metadata: unknown): Metadata {
  const { id, hash, actor, notBefore, occurredAt, receivedAt } = (metadata ?? {}) as Partial<Metadata>;
  const texts = [id, hash, notBefore, occurredAt, receivedAt, actor?.id];
  if (texts.some((text) => typeof text !== 'string') || hash?.length !== 64) {
    throw new Error('this desk did not write it');
  }
  return metadata as Metadata;
}
