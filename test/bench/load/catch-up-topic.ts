import type { RecordedEvent } from '#event-log';
import { eventsTopic, partitionOf, writeEventRecord } from '#messaging';
import { openMessaging } from '#messaging/open';
import { storiesOf } from './pg-history.js';

/** What is caught up with, and where the pages lie. */
export interface CatchUp {
  readonly brokers: string;
  readonly deskId: string;
  readonly url: string;
  readonly events: number;
  /** Tells runs apart: each reads as a group of its own. */
  readonly run: number;
}

/** Partitions of the topic: as many as a desk makes. */
const partitions = 12;
const eventsAtOnce = 5_000;

/** Publishes so many events of a desk, as its relay does; a part of them is in memory at a time. */
export async function writeTopic(brokers: string, deskId: string, events: number): Promise<void> {
  const messaging = await openMessaging({ brokers, clientId: deskId, tls: false });
  const writer = messaging.writer({ topic: eventsTopic(deskId), partitions, replicas: 1 });
  await writer.prepare();
  const last = Array.from({ length: partitions }, () => 0n);
  for (let done = 0; done < events; done += eventsAtOnce) {
    const some = storiesOf(eventsAtOnce, done / eventsAtOnce).events.slice(0, Math.min(eventsAtOnce, events - done));
    await writer.publish(
      some.map((event) => {
        const [partition, position] = [partitionOf(event.stream, partitions), event.position + BigInt(done)];
        const place = { deskId, epoch: 1, partition, prev: last[partition] ?? 0n, follows: position - 1n };
        last[partition] = position;
        return writeEventRecord(later(event, position), place);
      }),
    );
  }
  await writer.close();
}

/** The same event, further on in a longer log. */
const later = (event: RecordedEvent, position: bigint): RecordedEvent => ({
  ...event,
  position,
  id: `00000000-0000-8000-8000-${String(position).padStart(12, '0')}`,
});
