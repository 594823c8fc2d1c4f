import { ownBroker, until } from '#messaging/testing';
import { RelayedDesk, running } from '../../testing/index.js';

const kafka = await ownBroker();
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

kafka.describe('events on their way while brokers break', () => {
  let desk: RelayedDesk;
  beforeEach(async () => {
    desk = await RelayedDesk.open(kafka.brokers, kafka.freshDesk());
  });

  it('all arrive, each once, when the broker is killed and stopped in the middle of them', async () => {
    const told: unknown[] = [];
    const onFault = (fault: unknown) => void told.push(fault);
    const relay = running((signal) => desk.relay({ onFault }).run('a', signal));
    const reader = running((signal) => desk.reader({ onFault }).run(signal));
    await desk.happens(200);
    await until(() => desk.pages.positions.length > 0);
    for (const end of [kafka.broker.crash, kafka.broker.stop]) {
      const happening = desk.happens(300);
      await end();
      await happening;
      await kafka.broker.start();
      await desk.happens(100);
    }
    await desk.projected();
    await Promise.all([relay.stop(), reader.stop()]);
    expect(desk.pages.positions).toEqual(positionsUpTo(1_000));
    expect(told).not.toEqual([]);
  }, 240_000);

  it('all arrive, each once, while readers come and go', async () => {
    const relay = running((signal) => desk.relay().run('a', signal));
    const steady = running((signal) => desk.reader().run(signal));
    for (let turn = 1; turn <= 3; turn += 1) {
      const guest = running((signal) => desk.reader().run(signal));
      await desk.happens(100);
      await until(() => desk.pages.positions.length >= turn * 60);
      await guest.stop();
    }
    await desk.projected();
    await Promise.all([relay.stop(), steady.stop()]);
    expect(desk.pages.positions).toEqual(positionsUpTo(300));
    for (const [stream, ids] of desk.pages.streams)
      expect(ids).toEqual((await desk.log.readStream(stream, 0, 300)).map(({ id }) => id));
  }, 240_000);
});
