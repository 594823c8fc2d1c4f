import { AssignerProtocol } from 'kafkajs';
import type { PartitionAssigner } from 'kafkajs';

const name = 'sijil-one-reads-all';
const version = 0;

/**
 * Gives all partitions to one member of a group: who reads a whole topic in one order needs all of it. The others stand by,
 * and the brokers give it to one of them when that one is silent or leaves.
 */
export const oneReadsAll: PartitionAssigner = ({ cluster }) => ({
  name,
  version,
  assign: async ({ members, topics }) => {
    const [chosen, ...others] = members.map(({ memberId }) => memberId).sort();
    const partitionsOf = (topic: string) =>
      cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
    const all = Object.fromEntries(topics.map((topic) => [topic, partitionsOf(topic)]));
    const assigned = (memberId: string, assignment: typeof all) => {
      const userData = Buffer.alloc(0);
      return {
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version, assignment, userData }),
      };
    };
    return [...(chosen === undefined ? [] : [assigned(chosen, all)]), ...others.map((other) => assigned(other, {}))];
  },
  protocol: ({ topics }) => {
    const metadata = AssignerProtocol.MemberMetadata.encode({
      version,
      topics: [...topics],
      userData: Buffer.alloc(0),
    });
    return { name, metadata };
  },
});
