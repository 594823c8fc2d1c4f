import { deadLetterTopic } from '#messaging';
import type { TopicRecord } from '#messaging';
import { kafkaUnderTest, until } from '#messaging/testing';
import { InboundDesk, produced, running, testStores } from '../../testing/index.js';
import { InboundLost } from './index.js';

const kafka = await kafkaUnderTest();

kafka.describe('the door for connectors that produce to a topic', () => {
  let desk: InboundDesk;
  beforeEach(async () => {
    desk = await InboundDesk.open(kafka.brokers, kafka.freshDesk());
  });

  async function deadLetters(count: number): Promise<readonly TopicRecord[]> {
    const found: TopicRecord[] = [];
    const onBatch = async ({ records }: { readonly records: readonly TopicRecord[] }) => {
      found.push(...records);
      return (records.at(-1)?.offset ?? 0n) + 1n;
    };
    const work = { group: `${desk.deskId}.look`, onAssigned: () => undefined, onBatch };
    const looking = running((signal) => desk.messaging.reader(deadLetterTopic(desk.deskId)).consume(work, signal));
    await until(() => found.length >= count);
    await looking.stop();
    return found;
  }

  it('keeps envelopes as they came, in the inbox and lane they name, under the id of their event', async () => {
    await desk.connect('shop');
    const bytes = Uint8Array.of(0, 255, 10, 128);
    await desk.produce(produced('m-1', bytes), produced('m-2', bytes, { ce_inbox: 'shop' }), produced('m-3', bytes, { ce_lane: 'bulk' })); // prettier-ignore
    const topicDoor = desk.topicDoor();
    expect(await topicDoor.unread()).toBe(3);
    const door = running((signal) => topicDoor.run(signal));
    await until(() => desk.isRead(3n));
    expect(await topicDoor.unread()).toBe(0);
    await door.stop();
    expect(await desk.kept()).toMatchObject([
      {
        inbox: 'help',
        nativeId: 'm-1',
        contentType: 'message/rfc822',
        receivedAt: '2026-03-01T08:00:00.000Z',
        size: 4,
      },
      { inbox: 'shop', nativeId: 'm-2' },
    ]);
    expect(Buffer.from((await desk.kept())[0]?.body ?? [])).toEqual(Buffer.from(bytes));
    expect(await desk.stores.store.inbound.read('bulk', 0n, 10, 1_000)).toMatchObject([{ nativeId: 'm-3' }]);
  });

  it('puts what is no envelope among the dead letters, as it came and with the reason, and goes on', async () => {
    const mail = Buffer.from('From: a@example.com');
    const refused = [
      [produced('m-1', mail, { ce_specversion: '' }), 'INBOUND.NOT_A_CLOUDEVENT'],
      [produced('', mail), 'INBOUND.NOT_A_CLOUDEVENT'],
      [produced('m-2', mail, { 'content-type': 'application/cloudevents+json' }), 'INBOUND.NOT_A_CLOUDEVENT'],
      [produced('m-3', null), 'INBOUND.NOT_A_CLOUDEVENT'],
      [produced('m-4', mail, { ce_inbox: '' }), 'INBOUND.INBOX_NOT_NAMED'],
      [produced('m-5', mail, { ce_inbox: 'nowhere' }), 'INBOX.NOT_FOUND'],
      [produced('m-6', mail, { ce_lane: 'fast' }), 'INBOUND.LANE_UNKNOWN'],
      [produced('line\nbreak', mail), 'DOOR.NATIVE_ID_MALFORMED'],
      [produced('m-7', Buffer.alloc(1_001)), 'INBOUND.TOO_LARGE'],
    ] as const;
    await desk.produce(...refused.map(([record]) => record), produced('m-8', mail));
    const door = running((signal) => desk.topicDoor().run(signal));
    await until(() => desk.isRead(10n));
    await door.stop();
    expect(await desk.nativeIds()).toEqual(['m-8']);
    const found = await deadLetters(refused.length);
    const said = (name: string) => found.map(({ headers }) => Buffer.from(headers[name] ?? []).toString());
    expect(said('reason')).toEqual(refused.map(([, code]) => code));
    expect(said('from-offset')).toEqual(refused.map((_, offset) => String(offset)));
    expect(found[0]).toMatchObject({ value: mail });
    expect(said('ce_source')).toEqual(refused.map(() => 'urn:connector:shop'));
  });

  it('keeps nothing twice when it is killed before it could say how far it was', async () => {
    await desk.produce(produced('m-1', Buffer.from('one')), produced('m-2', Buffer.from('two')));
    const facts = { get: async () => undefined, set: async () => Promise.reject(new Error('killed')) };
    const killed = running((signal) => desk.topicDoor({ facts }).run(signal));
    await expect(killed.ended).rejects.toThrow('killed');
    await desk.produce(produced('m-3', Buffer.from('three')));
    const door = running((signal) => desk.topicDoor().run(signal));
    await until(() => desk.isRead(3n));
    await door.stop();
    expect(await desk.nativeIds()).toEqual(['m-1', 'm-2', 'm-3']);
  });

  it('stops where envelopes were taken from the topic before it had read them, and goes on when it is told to', async () => {
    await desk.produce(produced('m-1', Buffer.from('one')));
    const before = running((signal) => desk.topicDoor().run(signal));
    await until(() => desk.isRead(1n));
    await before.stop();
    await desk.produce(...['m-2', 'm-3', 'm-4'].map((id) => produced(id, Buffer.from(id))));
    await kafka.truncate(desk.topic, 0, 3n);
    const stopped = running((signal) => desk.topicDoor().run(signal));
    await expect(stopped.ended).rejects.toEqual(new InboundLost(0, 1n, 3n));
    // Whatever the client made of it: the desk remembers where it was.
    await expect(running((signal) => desk.topicDoor().run(signal)).ended).rejects.toEqual(new InboundLost(0, 1n, 3n));
    const told = running((signal) => desk.topicDoor({ passesLosses: true }).run(signal));
    await until(() => desk.isRead(4n));
    await told.stop();
    expect(await desk.nativeIds()).toEqual(['m-1', 'm-4']);
    expect(desk.faults).toEqual([new InboundLost(0, 1n, 3n)]);
  });

  it('reads again what a desk that was put back from a backup does not have', async () => {
    await desk.produce(...['m-1', 'm-2', 'm-3'].map((id) => produced(id, Buffer.from(id))));
    const before = running((signal) => desk.topicDoor().run(signal));
    await until(() => desk.isRead(3n));
    await before.stop();
    desk.stores = await testStores();
    await desk.connect('help');
    await desk.stores.store.facts.set(`read ${desk.topic} 0`, '1');
    await desk.produce(produced('m-4', Buffer.from('four')));
    const door = running((signal) => desk.topicDoor().run(signal));
    await until(() => desk.isRead(4n));
    await door.stop();
    expect(await desk.nativeIds()).toEqual(['m-2', 'm-3', 'm-4']);
  });
});
