import { hash } from 'node:crypto';
import type { EventDraft, SealedPart, SealedParts } from '#event-log';
import { canonicalJson } from './canonical-json.js';

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
  const names = Object.keys(parts).sort();
  sheet.length(names.length);
  for (const name of names) putPart(name, parts[name] as SealedPart);
}

function putPart(name: string, part: SealedPart): void {
  sheet.text(name);
  sheet.text(String(part.keyId));
  sheet.text(part.owner);
  sheet.form(part.blob === undefined ? 0 : 1);
  if (part.blob === undefined) sheet.bytes(part.bytes ?? new Uint8Array(0));
  else sheet.text(part.blob);
}

/** One page, written over for every event: a hash in one call costs half of one that is fed piece by piece. */
class Sheet {
  #page = Buffer.allocUnsafeSlow(16 * 1024);
  #end = 0;

  start(previous: Uint8Array): void {
    this.#end = 0;
    this.#room(previous.length);
    this.#page.set(previous, 0);
    this.#end = previous.length;
  }

  length(length: number): void {
    this.#room(4);
    this.#end = this.#page.writeUInt32BE(length, this.#end);
  }

  form(byte: number): void {
    this.#room(1);
    this.#end = this.#page.writeUInt8(byte, this.#end);
  }

  text(text: string): void {
    this.#room(4 + 3 * text.length);
    const written = this.#page.write(text, this.#end + 4, 'utf8');
    this.#page.writeUInt32BE(written, this.#end);
    this.#end += 4 + written;
  }

  bytes(bytes: Uint8Array): void {
    this.length(bytes.length);
    this.#room(bytes.length);
    this.#page.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  hashed(): Uint8Array {
    return hash('sha256', this.#page.subarray(0, this.#end), 'buffer');
  }

  #room(more: number): void {
    if (this.#end + more <= this.#page.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.#end + more));
    this.#page.copy(wider, 0, 0, this.#end);
    this.#page = wider;
  }
}

const sheet = new Sheet();
