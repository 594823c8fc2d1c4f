import type { EventDraft, SealedPart, SealedParts } from '#event-log';
import { canonicalJson } from './canonical-json.js';
import { HashSheet } from './hash-sheet.js';
import { namesInOrder } from './names-in-order.js';

/**
 * The hash an event carries: it vouches for the event and for all that came before it on its stream.
 *
 * SHA-256 over, in this order (every length is 4 bytes, big-endian; text is UTF-8):
 *
 *     previous hash                                          32 bytes
 *     canonical JSON of what the writer knew in the clear    length, text
 *     number of sealed parts                                 length
 *     for each part, by name (UTF-16 order):
 *       name, key id in decimal, owner                       length, text  each
 *       form                                                 1 byte: 0 for bytes in place, 1 for a blob
 *       the sealed bytes as stored, or the blob's name       length, bytes
 *
 * The lengths keep any two inputs apart. Position and recordedAt are the log's, not the writer's, so they are not here.
 * `previous` is the hash of event `version - 1`: 32 zero bytes for the first event. A driver that stores the clear
 * fields as canonical JSON hands it in, so that it is made once. Answers 32 bytes.
 */
export function chainHash(
  previous: Uint8Array,
  stream: string,
  version: number,
  draft: EventDraft,
  clearJson: string = canonicalJson(draft.clear),
): Uint8Array {
  sheet.start(previous);
  sheet.text(writerKnew(stream, version, draft, clearJson));
  putParts(draft.sealed);
  return sheet.hashed();
}

/** Names stand in their canonical order already: `canonicalJson` of the whole object says the same, more slowly. */
function writerKnew(stream: string, version: number, draft: EventDraft, clearJson: string): string {
  return (
    '{"actor":' + canonicalJson({ class: draft.actor.class, id: draft.actor.id }) +
    ',"causationId":' + JSON.stringify(draft.causationId) +
    ',"clear":' + clearJson +
    ',"correlationId":' + JSON.stringify(draft.correlationId) +
    ',"id":' + JSON.stringify(draft.id) +
    ',"occurredAt":' + JSON.stringify(draft.occurredAt) +
    ',"receivedAt":' + JSON.stringify(draft.receivedAt) +
    ',"schema":' + canonicalJson(draft.schema) +
    ',"stream":' + JSON.stringify(stream) +
    ',"type":' + JSON.stringify(draft.type) +
    ',"version":' + canonicalJson(version) + '}'
  ); // prettier-ignore
}

function putParts(parts: SealedParts): void {
  const names = namesInOrder(parts);
  sheet.length(names.length);
  for (const name of names) putPart(name, parts[name] as SealedPart);
}

function putPart(name: string, part: SealedPart): void {
  sheet.text(name);
  sheet.text(String(part.keyId));
  sheet.text(part.owner);
  sheet.byte(part.blob === undefined ? 0 : 1);
  if (part.blob === undefined) sheet.bytes(part.bytes ?? new Uint8Array(0));
  else sheet.text(part.blob);
}

const sheet = new HashSheet();
