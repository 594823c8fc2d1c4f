import { Kafka, logLevel } from 'kafkajs';
import type { SASLOptions } from 'kafkajs';
import type { Messaging, TopicPlan, TopicReader, TopicWriter } from '../messaging.port.js';
import { KafkaTopicReader } from './kafka-topic-reader.js';
import { KafkaTopicWriter } from './kafka-topic-writer.js';
import { quietRequestQueue } from './quiet-request-queue.js';

/** How brokers are reached. */
export interface KafkaAddress {
  /** `host:port`, separated by commas: any of them tell of the others. */
  readonly brokers: string;
  /** What brokers call us in their logs and quotas. */
  readonly clientId: string;
  readonly tls: boolean;
  /** After how long a silent member is out of its group, in milliseconds; 15 seconds where it is left out. */
  readonly sessionMs?: number;
  /** Absent where brokers ask for none. */
  readonly sign?: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512' } & Readonly<
    Record<'username' | 'password', string>
  >;
}

quietRequestQueue();

/** Brokers of Apache Kafka, by kafkajs. */
export class KafkaMessaging implements Messaging {
  readonly #kafka: Kafka;
  readonly #sessionMs: number;

  constructor({ brokers, clientId, tls, sign, sessionMs = 15_000 }: KafkaAddress) {
    this.#sessionMs = sessionMs;
    this.#kafka = new Kafka({
      brokers: brokers.split(',').map((broker) => broker.trim()),
      clientId,
      ssl: tls,
      ...(sign && { sasl: sign as SASLOptions }),
      // What matters is thrown, and told by whoever asked for it.
      logLevel: logLevel.NOTHING,
      connectionTimeout: 5_000,
      requestTimeout: 40_000,
      retry: { initialRetryTime: 100, retries: 5, maxRetryTime: 2_000 },
    });
  }

  writer(plan: TopicPlan): TopicWriter {
    return new KafkaTopicWriter(this.#kafka, plan);
  }

  reader(topic: string): TopicReader {
    return new KafkaTopicReader(this.#kafka, topic, this.#sessionMs);
  }
}
