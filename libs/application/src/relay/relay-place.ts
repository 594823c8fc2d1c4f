import type { RelayPlace, RelayRoom } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { TopicFellBack, TopicPartitionsDiffer } from '#messaging';
import type { PartitionBounds, TopicPlan } from '#messaging';
import { LogRestored } from '../intake/intake.errors.js';

/** What the relay goes on from. */
export interface Footing {
  readonly room: RelayRoom;
  readonly log: Pick<EventLogReader, 'at'>;
  readonly plan: TopicPlan;
  /** The desk's epoch now. */
  readonly epoch: number;
}

/** Before anything was published. */
export const atFirst = (partitions: number, epoch: number): RelayPlace => ({
  ...{ epoch, position: 0n, hash: new Uint8Array(32) },
  partitions: Array.from({ length: partitions }, () => ({ position: 0n, nextOffset: 0n })),
});

/**
 * The place the relay goes on from. After a restore that was accepted it is the one it had, where the log still holds the event
 * there; otherwise everything is published again, under the new epoch.
 *
 * Errors: `LogRestored` (nobody accepted it), `TopicPartitionsDiffer`, `TopicFellBack`.
 */
export async function soundPlace(footing: Footing, bounds: readonly PartitionBounds[]): Promise<RelayPlace> {
  const { room, plan, epoch } = footing;
  const { topic, partitions } = plan;
  const place = await room.place(topic);
  if (!place) return atFirst(partitions, epoch);
  if (place.partitions.length !== partitions)
    throw new TopicPartitionsDiffer(topic, place.partitions.length, partitions);
  mustHoldWhatWasPublished(topic, place, bounds);
  if (await holds(footing, place)) return place;
  if (place.epoch === epoch) throw new LogRestored(place.position);
  await room.forget(topic);
  return atFirst(partitions, epoch);
}

function mustHoldWhatWasPublished(topic: string, place: RelayPlace, bounds: readonly PartitionBounds[]): void {
  place.partitions.forEach(({ nextOffset }, partition) => {
    const next = bounds[partition]?.next ?? 0n;
    if (next < nextOffset) throw new TopicFellBack(topic, partition, nextOffset, next);
  });
}

async function holds({ log }: Footing, { position, hash }: RelayPlace): Promise<boolean> {
  if (position === 0n) return true;
  const event = await log.at(position);
  return event !== undefined && Buffer.from(hash).equals(event.hash);
}
