import type { PartitionMetadata } from 'kafkajs';
import { skippedWithout } from '../../../test/services/index.js';
import { atBrokers } from './at-brokers.js';
import { startCluster } from './broker/start-broker.js';
import type { StartedNode } from './broker/start-broker.js';
import { reaching } from './kafka-under-test.js';
import type { KafkaUnderTest } from './kafka-under-test.js';
import { until } from './until.js';

/** Three brokers of the suite's own. */
export interface OwnCluster extends KafkaUnderTest {
  /** The node that leads a partition; waits for one. */
  leaderOf(topic: string, partition: number): Promise<StartedNode>;
  /** Takes a partition from the node that leads it: the others keep it from then on, and one of them leads. */
  takeFromLeader(topic: string, partition: number): Promise<void>;
  /** Has every partition of a topic kept by all three again; resolves when all of them have all of it. */
  makeWhole(topic: string): Promise<void>;
}

const everyNode = [1, 2, 3];
const notAsked = (title: string, tests: () => void) =>
  describe.skip(`${title} (skipped, KAFKA_NODES=3 asks for three brokers)`, tests);

/**
 * Brokers for this suite alone, three that know each other; they end with the suite. Three servers beside everything else
 * are more than two cores carry in time: they are started where `KAFKA_NODES=3` asks for them.
 */
export async function ownCluster(): Promise<OwnCluster> {
  if (process.env['KAFKA_NODES'] !== '3') return { describe: notAsked, ...reaching(''), ...moving('', []) };
  try {
    const { brokers, nodes, end } = await startCluster(everyNode.length);
    afterAll(end);
    await until(() => atBrokers(brokers, async (admin) => (await admin.describeCluster()).brokers.length === 3));
    return { describe, ...reaching(brokers), ...moving(brokers, nodes) };
  } catch (fault) {
    const skipped = skippedWithout('Kafka broker', fault instanceof Error ? fault.message : String(fault));
    return { describe: skipped, ...reaching(''), ...moving('', []) };
  }
}

function moving(brokers: string, nodes: readonly StartedNode[]): Omit<OwnCluster, keyof KafkaUnderTest> {
  const partitionsOf = (topic: string): Promise<readonly PartitionMetadata[]> =>
    atBrokers(
      brokers,
      async (admin) => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions ?? [],
    );
  /** While leaders change, brokers do not always say. */
  const untilAll = (topic: string, isSo: (partition: PartitionMetadata) => boolean): Promise<void> =>
    until(async () => {
      const partitions = await partitionsOf(topic).catch(() => []);
      return partitions.length > 0 && partitions.every(isSo);
    });
  const leaderOf = async (topic: string, partition: number): Promise<number> => {
    let leader = 0;
    await until(async () => {
      const found = (await partitionsOf(topic).catch(() => [])).find(({ partitionId }) => partitionId === partition);
      leader = found?.leader ?? 0;
      return leader > 0;
    });
    return leader;
  };
  const keptBy = (topic: string, partitions: readonly number[], replicas: number[]): Promise<void> =>
    atBrokers(brokers, (admin) => {
      const partitionAssignment = partitions.map((partition) => ({ partition, replicas }));
      return admin.alterPartitionReassignments({ topics: [{ topic, partitionAssignment }] });
    });
  return {
    leaderOf: async (topic, partition) => nodes[(await leaderOf(topic, partition)) - 1] as StartedNode,
    async takeFromLeader(topic, partition) {
      const leader = await leaderOf(topic, partition);
      await keptBy(topic, [partition], everyNode.filter((node) => node !== leader)); // prettier-ignore
      await until(async () => (await leaderOf(topic, partition)) !== leader);
    },
    async makeWhole(topic) {
      const partitions = await partitionsOf(topic);
      await keptBy(topic, partitions.map(({ partitionId }) => partitionId), everyNode); // prettier-ignore
      await untilAll(topic, ({ isr }) => isr.length === everyNode.length);
    },
  };
}
