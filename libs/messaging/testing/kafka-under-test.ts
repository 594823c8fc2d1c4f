import { randomBytes } from 'node:crypto';
import { askFor, skippedWithout } from '../../../test/services/index.js';
import { atBrokers } from './at-brokers.js';
import type { KafkaRelease } from './broker/kafka-jars.js';
import { startBroker } from './broker/start-broker.js';
import type { StartedBroker } from './broker/start-broker.js';
import { until } from './until.js';

/** Kafka for one test suite. */
export interface KafkaUnderTest {
  /** Jest's `describe`; where no broker can be had, one that skips and says why in its title. */
  readonly describe: (title: string, tests: () => void) => void;
  /** `host:port` of the brokers. */
  readonly brokers: string;
  /** The name of a desk that has no topics yet. */
  freshDesk(): string;
  /** Takes a topic away, with all it holds; resolves when brokers know it no more. */
  deleteTopic(topic: string): Promise<void>;
  /** Takes away what lies before an offset of a partition, as retention does. */
  truncate(topic: string, partition: number, before: bigint): Promise<void>;
}

const freshDesk = (): string => `desk-${randomBytes(6).toString('hex')}`;

/**
 * Asks for the broker that all suites of a run share, by a top-level `await` of the suite:
 *
 *     const kafka = await kafkaUnderTest();
 *     kafka.describe('the relay', () => { … kafka.freshDesk() … });
 *
 * `KAFKA_BROKERS` names brokers to take instead of our own. In CI (`CI=true`) a broker that cannot be had is a failure.
 */
export async function kafkaUnderTest(): Promise<KafkaUnderTest> {
  const offer = await askFor('kafka');
  if ('reason' in offer) return { describe: skippedWithout('Kafka broker', offer.reason), ...reaching('') };
  return { describe, ...reaching(offer.address) };
}

/** A broker of the suite's own, to be crashed and started again, or of another release. */
export interface OwnBroker extends KafkaUnderTest {
  readonly broker: StartedBroker;
}

/** The same with a broker for this suite alone; it ends with the suite. */
export async function ownBroker(release: KafkaRelease = '4.1'): Promise<OwnBroker> {
  try {
    const broker = await startBroker(release);
    afterAll(() => broker.end());
    return { describe, ...reaching(broker.brokers), broker };
  } catch (fault) {
    const skipped = skippedWithout('Kafka broker', fault instanceof Error ? fault.message : String(fault));
    return { describe: skipped, ...reaching(''), broker: noBroker };
  }
}

/** What is done to topics behind the back of a desk. */
export const reaching = (brokers: string): Omit<KafkaUnderTest, 'describe'> => ({
  brokers,
  freshDesk,
  deleteTopic: (topic) =>
    atBrokers(brokers, async (admin) => {
      await admin.deleteTopics({ topics: [topic] });
      await until(async () => !(await admin.listTopics()).includes(topic));
    }),
  truncate: (topic, partition, before) =>
    atBrokers(brokers, async (admin) => {
      // The client forgets to learn who leads the partitions.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] });
    }),
});

const nothing = async (): Promise<void> => undefined;
const noBroker: StartedBroker = { brokers: '', crash: nothing, stop: nothing, start: nothing, end: nothing };
