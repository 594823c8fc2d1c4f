import type { DeskFacts } from '#desk-store';
import type { Instant } from '#domain';

/** A head the log once had, kept beside it: whoever rewrites the log's end must rewrite this as well. */
export interface Anchor {
  readonly at: Instant;
  readonly position: bigint;
  readonly hash: Uint8Array;
}

/** An anchor as it is kept: position in digits, hash in hex. Storage. */
export interface KeptAnchor {
  readonly at: Instant;
  readonly position: string;
  readonly hash: string;
}

const factName = 'anchors';
/** Ten years of days. */
const mostKept = 3_660;

/** Anchors kept so far, the oldest first. */
export async function anchorsIn(facts: DeskFacts): Promise<readonly Anchor[]> {
  const anchors = await keptIn(facts);
  return anchors.map(({ at, position, hash }) => ({ at, position: BigInt(position), hash: Buffer.from(hash, 'hex') }));
}

/** Adds one; an empty log is not anchored. */
export async function keepAnchor(facts: DeskFacts, { at, position, hash }: Anchor): Promise<void> {
  if (position === 0n) return;
  const anchor = { at, position: String(position), hash: Buffer.from(hash).toString('hex') };
  await keep(facts, [...(await keptIn(facts)), anchor].slice(-mostKept));
}

/** Anchors of events behind `position`, which a log that was cut there does not hold any more. */
export async function anchorsBehind(facts: DeskFacts, position: bigint): Promise<readonly KeptAnchor[]> {
  return (await keptIn(facts)).filter((anchor) => BigInt(anchor.position) > position);
}

/** Takes the anchors of events behind `position` out. */
export async function dropAnchorsBehind(facts: DeskFacts, position: bigint): Promise<void> {
  const anchors = await keptIn(facts);
  await keep(facts, anchors.filter((anchor) => BigInt(anchor.position) <= position)); // prettier-ignore
}

const keptIn = async (facts: DeskFacts): Promise<readonly KeptAnchor[]> =>
  JSON.parse((await facts.get(factName)) ?? '[]') as KeptAnchor[];

const keep = (facts: DeskFacts, anchors: readonly KeptAnchor[]): Promise<void> =>
  facts.set(factName, JSON.stringify(anchors));
