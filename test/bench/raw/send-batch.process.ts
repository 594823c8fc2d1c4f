import { Kafka, logLevel } from 'kafkajs';
import { openEventLogReader } from '#event-log/open';
import { eventsTopic, partitionOf, writeEventRecord } from '#messaging';
import { openMessaging } from '#messaging/open';
import { partitions, timed } from '../load/relayed-log.js';
import type { Relayed, Relays } from '../load/relayed-log.js';
import { serveTask } from '../programs/child-program.js';

// The same bytes by hand: they lie ready in memory, a thousand records a sendBatch, one at a time, acknowledged by all.
// Nobody reads a log, encodes anything or notes how far it is.

const recordsAtOnce = 1_000;

serveTask(async ({ logUrl, brokers, deskId, events }: Relays): Promise<Relayed> => {
  const topic = eventsTopic(deskId);
  const messaging = await openMessaging({ brokers, clientId: deskId, tls: false });
  await messaging.writer({ topic, partitions, replicas: 1 }).prepare();
  const log = await openEventLogReader(logUrl);
  const messages = (await log.readAll(0n, events)).map((event) => {
    const partition = partitionOf(event.stream, partitions);
    const prev = event.position - 1n;
    const record = writeEventRecord(event, { deskId, epoch: 1, partition, prev, follows: prev });
    return {
      partition,
      key: event.stream,
      value: record.value as Buffer,
      headers: record.headers as Record<string, string>,
    };
  });
  await log.close();
  const producer = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).producer({ maxInFlightRequests: 1 });
  await producer.connect();
  const relayed = await timed(events, async () => {
    for (let at = 0; at < messages.length; at += recordsAtOnce)
      await producer.sendBatch({
        topicMessages: [{ topic, messages: messages.slice(at, at + recordsAtOnce) }],
        acks: -1,
      });
  });
  await producer.disconnect();
  return relayed;
});
