import { setTimeout as pause } from 'node:timers/promises';
import { AssignerProtocol, Kafka, logLevel } from 'kafkajs';
import type { Admin, GroupDescription } from 'kafkajs';

const lookAgainAfterMs = 500;

/** What brokers say of groups that read a topic: how far they are, and which member reads; asked by nothing of the desk's own. */
export class Groups {
  /** Members that had all partitions of a group, in the order in which they got them. */
  readonly #readers: ReadonlyMap<string, Set<string>>;
  readonly #over = new AbortController();
  readonly #looking: Promise<void>;

  private constructor(
    private readonly admin: Admin,
    private readonly topic: string,
    groups: readonly string[],
  ) {
    this.#readers = new Map(groups.map((group) => [group, new Set()]));
    this.#looking = this.#look();
  }

  static async watch(brokers: string, topic: string, groups: readonly string[]): Promise<Groups> {
    const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    return new Groups(admin, topic, groups);
  }

  /** Records of the topic that groups have not said they are done with, those of all groups together. */
  async uncommitted(): Promise<number> {
    let sum = 0;
    for (const group of this.#readers.keys()) sum += await this.#behind(group);
    return sum;
  }

  /** How often each group went on by the hands of another member. */
  get handedOver(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#readers].map(([group, { size }]) => [group, Math.max(0, size - 1)]));
  }

  async close(): Promise<void> {
    this.#over.abort();
    await this.#looking;
    await this.admin.disconnect();
  }

  async #behind(group: string): Promise<number> {
    const ends = await this.admin.fetchTopicOffsets(this.topic);
    const [committed] = await this.admin.fetchOffsets({ groupId: group, topics: [this.topic] });
    const places = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    // What was never committed is told as -1.
    const left = ends.map(({ partition, low, high }) => Number(high) - Math.max(Number(low), places.get(partition) ?? 0)); // prettier-ignore
    return left.reduce((sum, records) => sum + records, 0);
  }

  async #look(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted && this.#readers.size > 0) {
      // Of a group that is being shared out nothing is known; the next look tells.
      const told = await this.admin.describeGroups([...this.#readers.keys()]).catch(() => ({ groups: [] }));
      for (const group of told.groups) for (const reader of readersOf(group)) this.#readers.get(group.groupId)?.add(reader); // prettier-ignore
      await pause(lookAgainAfterMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

const readersOf = ({ members }: GroupDescription): readonly string[] =>
  members.flatMap(({ memberId, memberAssignment }) => (partitionsIn(memberAssignment) > 0 ? [memberId] : []));

function partitionsIn(assignment: Buffer): number {
  if (assignment.length === 0) return 0;
  const byTopic = AssignerProtocol.MemberAssignment.decode(assignment)?.assignment ?? {};
  return Object.values(byTopic).flat().length;
}
