import { InboundDesk, produced, RelayedDesk, running } from '#application/testing';
import type { GroupWork, TopicReader, WholeTopic, WholeWork } from '#messaging';
import { kafkaUnderTest } from '#messaging/testing';

const kafka = await kafkaUnderTest();
/** How often another member comes, and goes again: 20 are a group that changes for a minute, every three seconds at the least. */
const guests = Number(process.env['KAFKA_GUESTS'] ?? 2);
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

/** Tells whenever its group was shared out anew. */
const watched = (reader: TopicReader, onShared: () => void): TopicReader => ({
  topic: reader.topic,
  bounds: () => reader.bounds(),
  consumeWhole: (work: WholeWork, signal) => {
    const onTurn = (whole: WholeTopic | undefined) => {
      work.onTurn(whole);
      onShared();
    };
    return reader.consumeWhole({ ...work, onTurn }, signal);
  },
  consume: (work: GroupWork, signal) => {
    const onAssigned = (partitions: readonly number[]) => {
      work.onAssigned(partitions);
      onShared();
    };
    return reader.consume({ ...work, onAssigned }, signal);
  },
});

kafka.describe('groups of readers and of doors, while members come and go', () => {
  it(
    `miss nothing and do nothing twice (${guests} guests)`,
    async () => {
      const deskId = kafka.freshDesk();
      const relayed = await RelayedDesk.open(kafka.brokers, deskId);
      const inbound = await InboundDesk.open(kafka.brokers, deskId);
      const [holes, handedIn]: [unknown[], string[]] = [[], []];
      const shared = { readers: 0, doors: 0 };
      const reader = () => {
        const topic = watched(relayed.messaging.reader(relayed.topic), () => (shared.readers += 1));
        return running((signal) => relayed.reader({ topic, onHole: (hole) => void holes.push(hole) }).run(signal));
      };
      const door = () => {
        const topic = watched(inbound.messaging.reader(inbound.topic), () => (shared.doors += 1));
        return running((signal) => inbound.topicDoor({ reader: topic }).run(signal));
      };
      /** Something is under way all the time, until both groups were shared out anew among so many members. */
      const untilShared = async (members: number) => {
        const { readers, doors } = shared;
        while (shared.readers < readers + members || shared.doors < doors + members) {
          const ids = [1, 2, 3].map((nth) => `m-${handedIn.length + nth}`);
          handedIn.push(...ids);
          await Promise.all([relayed.happens(10), inbound.produce(...ids.map((id) => produced(id, Buffer.from(id))))]);
          await relayed.relayed();
        }
      };
      const relay = running((signal) => relayed.relay().run('a', signal));
      const steady = [reader(), door()];
      relayed.watched = [relay, ...steady];
      await untilShared(1);
      for (let nth = 1; nth <= guests; nth += 1) {
        const visiting = [reader(), door()];
        await untilShared(2);
        await Promise.all([untilShared(1), ...visiting.map((one) => one.stop())]);
      }
      await relayed.projected();
      await relayed.until(async () => (await inbound.kept()).length >= handedIn.length);
      await Promise.all([relay, ...steady].map((one) => one.stop()));
      expect([holes, await inbound.nativeIds()]).toEqual([[], handedIn]);
      expect(relayed.pages.positions).toEqual(positionsUpTo(Number((await relayed.log.head()).position)));
      for (const [stream, ids] of relayed.pages.streams)
        expect(ids).toEqual((await relayed.log.readStream(stream, 0, ids.length + 1)).map(({ id }) => id));
    },
    240_000 + guests * 30_000,
  );
});
