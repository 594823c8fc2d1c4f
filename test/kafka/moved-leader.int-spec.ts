import { InboundDesk, produced, RelayedDesk, running } from '#application/testing';
import { ownCluster } from '#messaging/testing';

const kafka = await ownCluster();
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

kafka.describe('a desk on three brokers, each record on two of them at least', () => {
  let relayed: RelayedDesk;
  let inbound: InboundDesk;
  const [handedIn, holes]: [string[], unknown[]] = [[], []];
  beforeAll(async () => {
    const deskId = kafka.freshDesk();
    relayed = await RelayedDesk.open(kafka.brokers, deskId, 3, 3);
    inbound = await InboundDesk.open(kafka.brokers, deskId, 3);
  });

  const produce = async (...ids: readonly string[]): Promise<void> => {
    handedIn.push(...ids);
    await inbound.produce(...ids.map((id) => produced(id, Buffer.from(id))));
  };

  /** A batch under way in each direction all the time, until it is over; and one more after that. */
  const amid = async (misfortune: Promise<unknown>): Promise<void> => {
    let isOver = false;
    const over = misfortune.finally(() => (isOver = true));
    for (let isLast = false; !isLast;) {
      isLast = isOver;
      const from = handedIn.length;
      await Promise.all([relayed.happens(20), produce(...[1, 2, 3].map((nth) => `m-${from + nth}`))]);
      await relayed.relayed();
    }
    await over;
  };

  it('loses nothing, doubles nothing and keeps every order, whoever leads and however its leader is lost', async () => {
    const works = [
      running((signal) => relayed.relay().run('a', signal)),
      running((signal) => relayed.reader({ onHole: (hole) => void holes.push(hole) }).run(signal)),
      running((signal) => inbound.topicDoor().run(signal)),
    ];
    relayed.watched = works;
    const topics = [relayed.topic, inbound.topic];
    await amid(relayed.until(async () => (await inbound.kept()).length > 0 && relayed.pages.positions.length > 0));
    await amid(Promise.all(topics.map((topic) => kafka.takeFromLeader(topic, 0))));
    await amid(Promise.all(topics.map((topic) => kafka.makeWhole(topic))));
    const stopped = await kafka.leaderOf(relayed.topic, 0);
    await amid(stopped.stop());
    await amid(stopped.start().then(() => Promise.all(topics.map((topic) => kafka.makeWhole(topic)))));
    const killed = await kafka.leaderOf(inbound.topic, 0);
    await amid(killed.crash());
    await relayed.projected();
    await relayed.until(async () => (await inbound.kept()).length >= handedIn.length);
    await Promise.all(works.map((work) => work.stop()));
    expect([holes, await inbound.nativeIds()]).toEqual([[], handedIn]);
    expect(relayed.pages.positions).toEqual(positionsUpTo(Number((await relayed.log.head()).position)));
    for (const [stream, ids] of relayed.pages.streams)
      expect(ids).toEqual((await relayed.log.readStream(stream, 0, ids.length + 1)).map(({ id }) => id));
  }, 500_000);
});
