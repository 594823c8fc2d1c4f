import { LeaseLost, relayLease } from '../src/index.js';
import type { RelayPlace } from '../src/index.js';
import { onlyOnDisk, withDesk } from './desk-under-test.js';
import type { DeskDriver } from './desk-under-test.js';

const minute = (n: number): string => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();
const topic = 'acme.events';
const placeAt = (position: bigint, epoch = 1): RelayPlace => ({
  ...{ epoch, position, hash: new Uint8Array(32).fill(Number(position)) },
  partitions: [
    { position, nextOffset: 17n },
    { position: 0n, nextOffset: 0n },
  ],
});

/** What must be kept of how far the log was published. */
export function describeRelayRoom(driver: DeskDriver): void {
  describe(`places of the relay on ${driver.name}`, () => {
    const afterRestart = onlyOnDisk(driver);
    withDesk(driver, (desk) => {
      const room = () => desk().store.relay;
      const hold = async (holder = 'a', at = minute(0)) =>
        (await desk().store.leases.acquire(relayLease, holder, at, 60))?.epoch ?? NaN;

      it('are none at first, and are forgotten where everything is to be published again', async () => {
        expect(await room().place(topic)).toBeUndefined();
        await room().advance(await hold(), topic, 0n, placeAt(5n));
        await room().forget(topic);
        expect(await room().place(topic)).toBeUndefined();
      });

      it('move from where they stood, each topic for itself', async () => {
        const epoch = await hold();
        await room().advance(epoch, topic, 0n, placeAt(5n));
        await room().advance(epoch, topic, 5n, placeAt(9n, 2));
        await room().advance(epoch, 'other.events', 0n, placeAt(3n));
        expect(await room().place(topic)).toEqual(placeAt(9n, 2));
        expect(await room().place('other.events')).toEqual(placeAt(3n));
      });

      it('are moved from nowhere else', async () => {
        const epoch = await hold();
        await expect(room().advance(epoch, topic, 4n, placeAt(5n))).rejects.toEqual(new LeaseLost(relayLease));
        await room().advance(epoch, topic, 0n, placeAt(5n));
        for (const from of [0n, 4n, 6n])
          await expect(room().advance(epoch, topic, from, placeAt(9n))).rejects.toEqual(new LeaseLost(relayLease));
        expect(await room().place(topic)).toEqual(placeAt(5n));
      });

      it('are not moved by a relay whose lease went to another while it slept', async () => {
        const epoch = await hold();
        await hold('b', minute(10));
        await expect(room().advance(epoch, topic, 0n, placeAt(5n))).rejects.toEqual(new LeaseLost(relayLease));
        expect(await room().place(topic)).toBeUndefined();
      });

      afterRestart('are there after a restart', async () => {
        await room().advance(await hold(), topic, 0n, placeAt(5n));
        const { relay } = await desk().reopen();
        expect(await relay.place(topic)).toEqual(placeAt(5n));
      });
    });
  });
}
