import type { Actor, Clear, Instant } from '#domain';
import { eventKindOf } from '#domain';
import type { EventDraft, SealedPart, SealedParts } from '#event-log';
import type { Sealer } from '#sealing';
import { eventId, largestInPlace } from '#sealing';

/** What is to be sealed with a fact: bytes or text, under the part's name. */
export interface Plain {
  readonly name: string;
  readonly plaintext: Uint8Array | string;
}

/** A fact as `decide` answered it, with what must be sealed beside it. */
export interface Entry {
  readonly type: string;
  readonly clear: Clear;
  readonly plain: readonly Plain[];
  /** Parts that are sealed already. */
  readonly carried?: SealedParts;
}

/** When, by whom and because of what: the same for all facts of one command. */
export interface Occasion {
  readonly commandId: string;
  /** The instant the event ids are made of: the same at every retry. */
  readonly at: Instant;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
}

/**
 * Facts as the log takes them: ids derived from the command, personal data sealed for `owner`, one key a part.
 * Facts of one command stand on one stream.
 */
export async function draftsOf(
  sealer: Sealer,
  stream: string,
  owner: string,
  entries: readonly Entry[],
  occasion: Occasion,
): Promise<readonly EventDraft[]> {
  const drafts: EventDraft[] = [];
  for (const [index, entry] of entries.entries()) {
    const sealed =
      entry.plain.length === 0 ? (entry.carried ?? noParts) : await sealedParts(sealer, owner, entry.plain);
    drafts.push(draftOf(stream, entry, sealed, occasion, index));
  }
  return drafts;
}

const noParts: SealedParts = Object.freeze({});

/** Small parts are sealed in one breath; one large part among them waits for the blob store, and so do all. */
async function sealedParts(sealer: Sealer, owner: string, plain: readonly Plain[]): Promise<SealedParts> {
  const parts: Record<string, SealedPart> = {};
  if (plain.some(({ plaintext }) => isLarge(plaintext))) {
    for (const { name, plaintext } of plain) parts[name] = await sealer.sealLarge(owner, name, plaintext);
    return parts;
  }
  await sealer.ready(plain.length);
  for (const { name, plaintext } of plain) parts[name] = sealer.seal(owner, name, plaintext);
  return parts;
}

/** A UTF-16 unit is at most three bytes of UTF-8: most texts need not be measured. */
const isLarge = (plaintext: Uint8Array | string): boolean =>
  plaintext.length * 3 > largestInPlace && Buffer.byteLength(plaintext) > largestInPlace;

function draftOf(
  stream: string,
  { type, clear }: Entry,
  sealed: EventDraft['sealed'],
  occasion: Occasion,
  index: number,
): EventDraft {
  const { commandId, at, occurredAt, receivedAt, actor, correlationId, causationId } = occasion;
  const id = eventId(at, stream, commandId, index);
  const schema = eventKindOf(type)?.schema ?? 1;
  return { id, type, schema, clear, sealed, occurredAt, receivedAt, actor, correlationId, causationId };
}
