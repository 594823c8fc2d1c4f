import { canonicalJson, chainHash, encodeSealedParts } from '#sealing';
import type { Append, EventDraft, StreamTip } from '../event-log.port.js';
import { GrowingBytes } from './growing-bytes.js';

/**
 * Appends on their way to the writer thread: three flat columns, so that crossing the thread costs a fraction of what
 * a tree of objects would. All that can be worked out here is (hashes, JSON, sealed columns): callers are many, the
 * writer is one.
 */
export interface PackedAppends {
  /** For each append: stream; then for each of its events: the texts of `EventRow`, in its order. */
  readonly texts: readonly string[];
  /** For each append: expected version, number of events; then for each event: the numbers of `EventRow`, and the length of `sealed`. */
  readonly numbers: readonly number[];
  /** For each append: expected hash; then for each event: id, hash, sealed. */
  readonly bytes: Uint8Array;
}

/** One append as the writer thread meets it. */
export interface UnpackedAppend {
  readonly stream: string;
  readonly expected: StreamTip;
  readonly rows: readonly EventRow[];
}

/** What the caller's side knows of a row of `events`. */
export interface EventRow {
  readonly type: string;
  readonly actorClass: string;
  readonly actorId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly clear: string;
  readonly schema: number;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly id: Uint8Array;
  readonly hash: Uint8Array;
  readonly sealed: Uint8Array;
}

const idLength = 16;
const hashLength = 32;

/** Packs appends for one request, and answers the tip each of them leads to if it is written. */
export function packAppends(appends: readonly Append[]): { packed: PackedAppends; tips: readonly StreamTip[] } {
  const packer = new Packer();
  const tips = appends.map((append) => packer.add(append));
  return { packed: packer.packed(), tips };
}

class Packer {
  readonly #texts: string[] = [];
  readonly #numbers: number[] = [];
  readonly #bytes = new GrowingBytes();

  add({ stream, expected, events }: Append): StreamTip {
    this.#texts.push(stream);
    this.#numbers.push(expected.version, events.length);
    this.#bytes.put(expected.hash);
    let { version, hash } = expected;
    for (const draft of events) {
      version += 1;
      const clearJson = canonicalJson(draft.clear);
      hash = chainHash(hash, stream, version, draft, clearJson);
      this.#addEvent(draft, clearJson, hash);
    }
    return { version, hash };
  }

  packed(): PackedAppends {
    return { texts: this.#texts, numbers: this.#numbers, bytes: this.#bytes.taken() };
  }

  #addEvent(draft: EventDraft, clearJson: string, hash: Uint8Array): void {
    const sealed = encodeSealedParts(draft.sealed);
    const { type, actor, correlationId, causationId, schema } = draft;
    this.#texts.push(type, actor.class, actor.id, correlationId, causationId, clearJson);
    this.#numbers.push(schema, Date.parse(draft.occurredAt), Date.parse(draft.receivedAt), sealed.length);
    this.#bytes.putUuid(draft.id);
    this.#bytes.put(hash);
    this.#bytes.put(sealed);
  }
}

/** Reads what `packAppends` packed, in the same order. The bytes are views, not copies. */
export function unpackAppends({ texts, numbers, bytes }: PackedAppends): readonly UnpackedAppend[] {
  const appends: UnpackedAppend[] = [];
  const text = fromFirst(texts);
  const number = fromFirst(numbers);
  let at = 0;
  const take = (length: number) => bytes.subarray(at, (at += length));
  const row = (): EventRow => ({
    type: text(),
    actorClass: text(),
    actorId: text(),
    correlationId: text(),
    causationId: text(),
    clear: text(),
    schema: number(),
    occurredAt: number(),
    receivedAt: number(),
    id: take(idLength),
    hash: take(hashLength),
    sealed: take(number()),
  });
  while (at < bytes.length) {
    const stream = text();
    const version = number();
    const count = number();
    const expected = { version, hash: take(hashLength) };
    appends.push({ stream, expected, rows: Array.from({ length: count }, row) });
  }
  return appends;
}

function fromFirst<Value>(values: readonly Value[]): () => Value {
  let at = 0;
  return () => values[at++] as Value;
}
