import type { Repeat } from '#desk-store';
import type { Incoming } from '../reading/incoming.js';
import type { KnownPlaces } from './find-places.js';
import type { Routed } from './routing.js';

/** Items of a batch that stand in the log already, or came earlier in this batch: where, and in which envelope again. */
export function repeatsIn(
  batch: readonly Incoming[],
  known: KnownPlaces,
  routed: readonly Routed[],
): readonly Repeat[] {
  const streams = new Map(known.recorded.size === 0 ? [] : known.routes);
  const seen = new Set(known.recorded);
  const isRepeat = ({ key }: Incoming): boolean => seen.has(key) || !seen.add(key);
  const repeated = batch.filter(isRepeat);
  if (repeated.length === 0) return [];
  for (const { incoming, stream } of routed) streams.set(incoming.key, stream);
  return repeated.map(({ key, arrival }) => ({ stream: streams.get(key) ?? '', envelope: arrival.envelope.position }));
}
