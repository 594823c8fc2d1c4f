import type { FeedForm } from '#apps/api';
import type { RecordedEvent } from '#event-log';

/**
 * A sealed part as a reader of the feed sees it. `sealed`: not for this key, or bytes of an attachment. `erased`: its key
 * was destroyed. `opened`: with its content, JSON where it is JSON.
 */
export type FeedPart =
  { readonly state: 'sealed' } | { readonly state: 'erased' } | { readonly state: 'opened'; readonly content: unknown };

/** The parts of an event by name; none where nothing is sealed in it. */
export type FeedParts = Readonly<Record<string, FeedPart>>;

/** One event as the feed writes it: JSON text. Names and shape are what other systems read: fields are only ever added. */
export function feedRecord(event: RecordedEvent, position: string, parts: FeedParts | undefined): string {
  const { id, stream, version, type, schema, clear, occurredAt, receivedAt, recordedAt } = event;
  const { actor, correlationId, causationId } = event;
  const told = { id, stream, version, position, type, schema, clear, parts };
  return JSON.stringify({ ...told, occurredAt, receivedAt, recordedAt, actor, correlationId, causationId });
}

/** A record as it goes over the wire. */
export const framed: Readonly<Record<FeedForm, (record: string, position: string) => string>> = {
  ndjson: (record) => `${record}\n`,
  sse: (record, position) => `id: ${position}\ndata: ${record}\n\n`,
  list: (record) => `${record},`,
};
