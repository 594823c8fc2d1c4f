import type { EventLogReader } from '#event-log';
import { eventsTopic, LogFromKafka, projectorGroup } from '#messaging';
import { openMessaging } from '#messaging/open';
import type { KafkaSource } from './kafka-source.js';

/** For whom the topic of the events is read. */
export interface TopicFollower {
  readonly projection: string;
  readonly version: number;
  readonly log: EventLogReader;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Told of holes, and of brokers that are away. */
  readonly onFault: (fault: unknown) => void;
}

/** The log as the topic of the events carries it; `undefined` where it is to be read itself. */
export async function openTopicLog(
  source: KafkaSource | undefined,
  { projection, version, log, signal, onFault }: TopicFollower,
): Promise<LogFromKafka | undefined> {
  if (source === undefined) return undefined;
  const { deskId, epoch, address, mends } = source;
  const topic = (await openMessaging(address)).reader(eventsTopic(deskId));
  const group = projectorGroup(deskId, projection, version);
  return new LogFromKafka({ topic, group, epoch, log, mends, onHole: onFault, onFault }, signal);
}
