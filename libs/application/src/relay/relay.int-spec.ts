import { LeaseLost } from '#desk-store';
import type { DeskStore } from '#desk-store';
import { TopicFellBack, TopicMissing, TopicPartitionsDiffer } from '#messaging';
import type { TopicWriter } from '#messaging';
import { kafkaUnderTest, until } from '#messaging/testing';
import { RelayedDesk, running } from '../../testing/index.js';

const kafka = await kafkaUnderTest();
const positionsUpTo = (last: number) => Array.from({ length: last }, (_, nth) => BigInt(nth + 1));

class ProcessDied extends Error {}

/** A desk store in which the process dies when it notes what was published. */
const dyingAtNote = (store: DeskStore): Pick<DeskStore, 'relay' | 'leases'> => ({
  leases: store.leases,
  relay: {
    place: (topic) => store.relay.place(topic),
    forget: (topic) => store.relay.forget(topic),
    advance: async () => Promise.reject(new ProcessDied()),
  },
});

kafka.describe('the relay', () => {
  let desk: RelayedDesk;
  beforeEach(async () => {
    desk = await RelayedDesk.open(kafka.brokers, kafka.freshDesk());
  });

  it('publishes every event once, and whoever reads has each stream in its order', async () => {
    const relay = running((signal) => desk.relay().run('a', signal));
    const reader = running((signal) => desk.reader().run(signal));
    await desk.happens(100);
    await desk.relayed();
    await desk.happens(100);
    await desk.projected();
    await Promise.all([relay.stop(), reader.stop()]);
    expect(desk.pages.positions).toEqual(positionsUpTo(200));
    for (const [stream, ids] of desk.pages.streams)
      expect(ids).toEqual((await desk.log.readStream(stream, 0, 200)).map(({ id }) => id));
    expect(await desk.records()).toBe(200);
  });

  it('publishes again what a crash left unnoted, and whoever reads drops it', async () => {
    await desk.happens(50);
    const died = running((signal) => desk.relay({ store: dyingAtNote(desk.store) }).run('a', signal));
    await expect(died.ended).rejects.toThrow(ProcessDied);
    await desk.happens(50);
    const relay = running((signal) => desk.relay().run('a', signal));
    const reader = running((signal) => desk.reader().run(signal));
    await desk.projected();
    await Promise.all([relay.stop(), reader.stop()]);
    expect(await desk.records()).toBe(150);
    expect(desk.pages.positions).toEqual(positionsUpTo(100));
  });

  it('moves no place when it wakes up and another one has its lease, and what it says then is dropped', async () => {
    await desk.happens(30);
    const { promise: isAwake, resolve: wake } = Promise.withResolvers<void>();
    const writer = desk.messaging.writer({ topic: desk.topic, partitions: 3, replicas: 1 });
    const slept = Promise.withResolvers<void>();
    const sleepy: TopicWriter = {
      plan: writer.plan,
      prepare: () => writer.prepare(),
      close: () => writer.close(),
      async publish(records) {
        slept.resolve();
        await isAwake;
        return writer.publish(records);
      },
    };
    const refused: unknown[] = [];
    const leases = desk.store.leases;
    const store = {
      leases,
      relay: {
        ...{ place: (topic: string) => desk.store.relay.place(topic), forget: async () => undefined },
        advance: (...given: Parameters<DeskStore['relay']['advance']>) =>
          desk.store.relay.advance(...given).catch((fault: unknown) => {
            refused.push(fault);
            throw fault;
          }),
      },
    };
    const zombie = running((signal) => desk.relay({ store, topic: sleepy }).run('zombie', signal));
    await slept.promise;
    desk.time += 60_000;
    const heir = running((signal) => desk.relay().run('heir', signal));
    await desk.relayed();
    await desk.happens(10);
    await desk.relayed();
    wake();
    await until(() => refused.length > 0);
    const reader = running((signal) => desk.reader().run(signal));
    await desk.projected();
    await Promise.all([zombie.stop(), heir.stop(), reader.stop()]);
    expect(refused).toEqual([new LeaseLost('relay')]);
    expect(await desk.records()).toBe(70);
    expect(desk.pages.positions).toEqual(positionsUpTo(40));
  });

  it('tries again where a broker does not know of the topic yet', async () => {
    const writer = desk.messaging.writer({ topic: desk.topic, partitions: 3, replicas: 1 });
    const faults: unknown[] = [];
    const topic: TopicWriter = {
      plan: writer.plan,
      prepare: () => writer.prepare(),
      close: () => writer.close(),
      publish: (records) =>
        faults.length === 0 ? Promise.reject(new TopicMissing(desk.topic)) : writer.publish(records),
    };
    const onFault = (fault: unknown) => void faults.push(fault);
    const relay = running((signal) => desk.relay({ topic, onFault }).run('a', signal));
    await desk.happens(5);
    await desk.relayed();
    await relay.stop();
    expect([faults, await desk.records()]).toEqual([[new TopicMissing(desk.topic)], 5]);
  });

  it('refuses a topic that was given more partitions, or another number of them in the settings', async () => {
    const relay = running((signal) => desk.relay().run('a', signal));
    await desk.happens(5);
    await desk.relayed();
    await relay.stop();
    const topic = desk.messaging.writer({ topic: desk.topic, partitions: 4, replicas: 1 });
    const other = running((signal) => desk.relay({ topic }).run('a', signal));
    await expect(other.ended).rejects.toEqual(new TopicPartitionsDiffer(desk.topic, 3, 4));
  });

  it('stops where the topic has less than was published, and publishes all of it again when it is told to', async () => {
    await desk.happens(20);
    const before = running((signal) => desk.relay().run('a', signal));
    await desk.relayed();
    await before.stop();
    await kafka.deleteTopic(desk.topic);
    await expect(running((signal) => desk.relay().run('a', signal)).ended).rejects.toThrow(TopicFellBack);
    const again = running((signal) => desk.relay({ mends: true }).run('a', signal));
    await until(async () => (await desk.records().catch(() => 0)) === 20);
    await again.stop();
    expect((await desk.store.relay.place(desk.topic))?.position).toBe(20n);
  });
});
