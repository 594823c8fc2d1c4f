import { ownBroker, until } from '#messaging/testing';
import { RelayedDesk, running } from '../../testing/index.js';

/** Of the release before: the desk goes by it as well. */
const kafka = await ownBroker('3.9');
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

kafka.describe('events on their way while the only broker breaks', () => {
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
  }, 500_000);
});
