import { EpochRaised, HoleInEvents } from '#messaging';
import { kafkaUnderTest, until } from '#messaging/testing';
import { RelayedDesk, running } from '../../testing/index.js';
import { LogRestored } from '../intake/intake.errors.js';

const kafka = await kafkaUnderTest();
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

kafka.describe('events that a topic does not have any more', () => {
  let desk: RelayedDesk;
  beforeEach(async () => {
    desk = await RelayedDesk.open(kafka.brokers, kafka.freshDesk(), 1);
  });

  const relayAll = async (epoch = 1) => {
    const relay = running((signal) => desk.relay({ epoch }).run('a', signal));
    await desk.relayed();
    await relay.stop();
  };
  const readAll = async () => {
    const reader = running((signal) => desk.reader().run(signal));
    await desk.projected();
    await reader.stop();
  };

  it('stop whoever needs them, who says so and skips nothing; told to go on, it takes them from the log', async () => {
    await desk.happens(10);
    await relayAll();
    await readAll();
    await desk.happens(20);
    await relayAll();
    await kafka.truncate(desk.topic, 0, 20n);
    const holes: HoleInEvents[] = [];
    const onHole = (hole: HoleInEvents) => void holes.push(hole);
    const hole = new HoleInEvents(0, 10n, 20n);
    await expect(running((signal) => desk.reader({ onHole }).run(signal)).ended).rejects.toEqual(hole);
    expect([holes, desk.pages.positions]).toEqual([[hole], positionsUpTo(10)]);
    const told = running((signal) => desk.reader({ onHole, mends: true }).run(signal));
    await desk.projected();
    await told.stop();
    expect(desk.pages.positions).toEqual(positionsUpTo(30));
  });

  it('are missed by nobody who had applied them', async () => {
    await desk.happens(10);
    await relayAll();
    await readAll();
    await kafka.truncate(desk.topic, 0, 10n);
    await desk.happens(5);
    await relayAll();
    await readAll();
    expect(desk.pages.positions).toEqual(positionsUpTo(15));
  });

  it('are read again by pages that were put back from a backup, as far as the topic goes back', async () => {
    await desk.happens(30);
    await relayAll();
    await readAll();
    desk.pages.putBack(12n);
    await desk.happens(1);
    await relayAll();
    await readAll();
    expect(desk.pages.positions).toEqual(positionsUpTo(31));
  });

  it('may be of a desk that was restored since: readers stop until their pages are of its log', async () => {
    await desk.happens(10);
    await relayAll();
    await readAll();
    await desk.happens(10);
    await relayAll(2);
    const stopped = running((signal) => desk.reader().run(signal));
    await expect(stopped.ended).rejects.toEqual(new EpochRaised(0, 1, 2));
    // Copied from the log up to there.
    desk.pages.position = 15n;
    const reader = running((signal) => desk.reader({ epoch: 2 }).run(signal));
    await desk.projected();
    await reader.stop();
    expect(desk.pages.positions).toEqual([...positionsUpTo(10), 16n, 17n, 18n, 19n, 20n]);
  });

  it('may be in no log any more: the relay stops until the restore is accepted, and readers until their pages are of that log', async () => {
    await desk.happens(30);
    await relayAll();
    await readAll();
    const restored = await desk.withLogUpTo(20);
    await restored.happens(5);
    const unaware = running((signal) => restored.relay().run('a', signal));
    await expect(unaware.ended).rejects.toEqual(new LogRestored(30n));
    const relay = running((signal) => restored.relay({ epoch: 2 }).run('a', signal));
    const { pages } = desk;
    const stopped = running((signal) => restored.reader({}, pages).run(signal));
    await expect(stopped.ended).rejects.toEqual(new EpochRaised(0, 1, 2));
    expect(pages.positions).toEqual(positionsUpTo(30));
    // Copied from the log up to there.
    pages.putBack(20n);
    const reader = running((signal) => restored.reader({ epoch: 2 }, pages).run(signal));
    await until(() => pages.position === 25n);
    await Promise.all([relay.stop(), reader.stop()]);
    expect(pages.positions).toEqual(positionsUpTo(25));
  }, 120_000);
});
