import type { DeskFacts } from '#desk-store';
import type { Instant } from '#domain';

/** A head the log once had, kept beside it: whoever rewrites the log's end must rewrite this as well. */
export interface Anchor {
  readonly at: Instant;
  readonly position: bigint;
  readonly hash: Uint8Array;
}

const factName = 'anchors';
/** Ten years of days. */
const mostKept = 3_660;

/** Anchors kept so far, the oldest first. */
export async function anchorsIn(facts: DeskFacts): Promise<readonly Anchor[]> {
  const kept = JSON.parse((await facts.get(factName)) ?? '[]') as { at: string; position: string; hash: string }[];
  return kept.map(({ at, position, hash }) => ({ at, position: BigInt(position), hash: Buffer.from(hash, 'hex') }));
}

/** Adds one; an empty log is not anchored. */
export async function keepAnchor(facts: DeskFacts, anchor: Anchor): Promise<void> {
  if (anchor.position === 0n) return;
  const anchors = [...(await anchorsIn(facts)), anchor].slice(-mostKept);
  const text = anchors.map(({ at, position, hash }) => ({
    at,
    position: String(position),
    hash: Buffer.from(hash).toString('hex'),
  }));
  await facts.set(factName, JSON.stringify(text));
}
