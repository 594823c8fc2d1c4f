import { binaryArray, statement } from '#postgres';
import type { ArrayForm, Element } from '#postgres';
import { canonicalJson, chainHash, encodeSealedParts } from '#sealing';
import type { Append, EventDraft, StreamTip } from '../event-log.port.js';

/** An append as it is handed to the server; all that can be worked out on this side is. */
export interface PackedAppend {
  readonly stream: string;
  readonly expected: StreamTip;
  readonly rows: readonly EventRow[];
  /** The tip it leads to if it is written. */
  readonly tip: StreamTip;
  /** About how many, on the way to the server. */
  readonly bytes: number;
}

/** What the writer's side knows of a row of `events`: the columns of `append_events` from `ids` on, in their order. */
type EventRow = readonly [
  id: string,
  type: string,
  schema: number,
  occurredAt: number,
  receivedAt: number,
  actorClass: string,
  actorId: string,
  correlationId: string,
  causationId: string,
  clear: string,
  sealed: Uint8Array,
  hash: Uint8Array,
];

/** Works out hashes, canonical JSON and sealed columns of an append. */
export function packAppend({ stream, expected, events }: Append): PackedAppend {
  let { version, hash } = expected;
  let bytes = stream.length + hash.length;
  const rows = events.map((draft) => {
    version += 1;
    const clear = canonicalJson(draft.clear);
    const sealed = encodeSealedParts(draft.sealed);
    hash = chainHash(hash, stream, version, draft, clear);
    bytes += 250 + clear.length + sealed.length;
    return rowOf(draft, clear, sealed, hash);
  });
  return { stream, expected, rows, tip: { version, hash }, bytes };
}

const rowOf = (draft: EventDraft, clear: string, sealed: Uint8Array, hash: Uint8Array): EventRow => [
  draft.id,
  draft.type,
  draft.schema,
  Date.parse(draft.occurredAt),
  Date.parse(draft.receivedAt),
  draft.actor.class,
  draft.actor.id,
  draft.correlationId,
  draft.causationId,
  clear,
  sealed,
  hash,
];

/** What the server thinks of one append: a row of `append_events`. */
export type JudgedRow = [
  outcome: 'written' | 'repeated' | 'refused',
  position: bigint | null,
  version: bigint | null,
  hash: Uint8Array | null,
];

const parameters = Array.from({ length: 19 }, (_, at) => `$${at + 1}`).join(', ');
export const appendEvents = statement(`SELECT * FROM append_events(${parameters})`);

/** What the columns of an append, and of an event, hold. */
const ofAppends: readonly ArrayForm[] = ['int', 'bigint', 'bytea', 'int'];
const ofEvents: readonly ArrayForm[] = [
  ...(['int', 'int', 'uuid', 'text', 'bigint', 'bigint', 'bigint'] as const),
  ...(['text', 'text', 'text', 'text', 'text', 'bytea', 'bytea'] as const),
];

/** The parameters of `append_events` for a batch: one array a column. */
export function parametersOf(batch: readonly PackedAppend[]): readonly Buffer[] {
  const slots = new Map<string, number>();
  const slotOf = (stream: string) => slots.get(stream) ?? slots.set(stream, slots.size + 1).size;
  const perAppend = columns(
    batch.map(({ stream, expected, rows }) => [slotOf(stream), expected.version, expected.hash, rows.length]),
    ofAppends,
  );
  const perEvent = columns(
    batch.flatMap(({ rows }, append) => rows.map((row, place) => [append + 1, place + 1, ...row])),
    ofEvents,
  );
  return [binaryArray('text', [...slots.keys()]), ...perAppend, ...perEvent];
}

const columns = (rows: readonly (readonly Element[])[], forms: readonly ArrayForm[]): readonly Buffer[] =>
  forms.map((form, column) => binaryArray(form, rows.map((row) => row[column] ?? null))); // prettier-ignore
