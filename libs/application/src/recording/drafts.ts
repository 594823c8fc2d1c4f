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

/** Facts as the log takes them: ids derived from the command, which stands on one stream; `sealed` beside the first. */
export function draftsOf(
  stream: string,
  facts: readonly { readonly type: string; readonly clear: Clear }[],
  sealed: SealedParts,
  occasion: Occasion,
): readonly EventDraft[] {
  const { commandId, at, occurredAt, receivedAt, actor, correlationId, causationId } = occasion;
  return facts.map(({ type, clear }, index) => ({
    id: eventId(at, stream, commandId, index),
    type,
    schema: eventKindOf(type)?.schema ?? 1,
    clear,
    sealed: index === 0 ? sealed : noParts,
    occurredAt,
    receivedAt,
    actor,
    correlationId,
    causationId,
  }));
}

const noParts: SealedParts = Object.freeze({});

/** Whether one of them is too large to stand in the log. A UTF-16 unit is at most three bytes of UTF-8: few are measured. */
export const anyLarge = (plain: readonly Plain[]): boolean =>
  plain.some(({ plaintext }) => plaintext.length * 3 > largestInPlace && Buffer.byteLength(plaintext) > largestInPlace);

/** Parts for `owner`, one key a part, sealed in one breath: as many keys must be ready. */
export function sealedParts(sealer: Sealer, owner: string, plain: readonly Plain[]): SealedParts {
  if (plain.length === 0) return noParts;
  const parts: Record<string, SealedPart> = {};
  for (const { name, plaintext } of plain) parts[name] = sealer.seal(owner, name, plaintext);
  return parts;
}

/** The same for parts of any size. What is large is durable in the blob store when this resolves. */
export async function sealedLargeParts(sealer: Sealer, owner: string, plain: readonly Plain[]): Promise<SealedParts> {
  const parts: Record<string, SealedPart> = {};
  for (const { name, plaintext } of plain) parts[name] = await sealer.sealLarge(owner, name, plaintext);
  return parts;
}
