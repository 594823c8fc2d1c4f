import { deadLetterTopic, inboundGroup, inboundTopic } from '#messaging';
import type { OutgoingRecord, TopicRecord } from '#messaging';
import { openMessaging } from '#messaging/open';
import { kafkaUnderTest, until } from '#messaging/testing';
import { emptyInbox } from '#domain';
import { inboxSettings, running, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { Door } from '../door/door.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { InboundLost, TopicDoor } from './index.js';
import type { TopicDoorParts } from './index.js';

const kafka = await kafkaUnderTest();
const messaging = await openMessaging({ brokers: kafka.brokers, clientId: 'connector', tls: false });
const now = '2026-03-01T08:00:00.000Z';

/** A raw envelope as a connector produces it; `given` changes its headers, those that are empty are left out. */
function produced(id: string, bytes: Uint8Array | null, given: Readonly<Record<string, string>> = {}): OutgoingRecord {
  const headers = {
    ...{ ce_specversion: '1.0', ce_id: id, ce_source: 'urn:connector:shop', ce_type: 'shop.mail' },
    ...{ ce_inbox: 'help', 'content-type': 'message/rfc822' },
    ...given,
  };
  const said = Object.fromEntries(Object.entries(headers).filter(([, text]) => text !== ''));
  return { partition: 0, key: null, value: bytes, headers: said };
}

kafka.describe('the door for connectors that produce to a topic', () => {
  let stores: TestStores;
  let deskId: string;
  let faults: unknown[];
  beforeEach(async () => {
    stores = await testStores();
    deskId = kafka.freshDesk();
    faults = [];
    await connect('help');
  });
  const plan = (topic: string) => ({ topic, partitions: 2, replicas: 1 });
  const connect = (inbox: string) =>
    new InboxRegister(stores.store.inboxes).learn(
      inbox,
      { ...emptyInbox(), settings: inboxSettings('email'), connected: true },
      1,
    );

  function topicDoor(given: Partial<TopicDoorParts> = {}): TopicDoor {
    const { store, blobs } = stores;
    const inboxes = new InboxRegister(store.inboxes);
    return new TopicDoor({
      ...{ inboxes, door: new Door(store.inbound, blobs, inboxes, { now: () => now }), facts: store.facts },
      topic: messaging.writer(plan(inboundTopic(deskId))),
      reader: messaging.reader(inboundTopic(deskId)),
      group: inboundGroup(deskId),
      deadLetters: messaging.writer(plan(deadLetterTopic(deskId))),
      ...{ maxBytes: 1_000, passesLosses: false, onFault: (fault: unknown) => void faults.push(fault) },
      ...given,
    });
  }

  async function produce(...records: readonly OutgoingRecord[]): Promise<void> {
    const writer = messaging.writer(plan(inboundTopic(deskId)));
    await writer.prepare();
    await writer.publish(records);
    await writer.close();
  }

  const kept = async () => stores.store.inbound.read('live', 0n, 1_000, 1_000_000);
  const nativeIds = async () => (await kept()).map(({ nativeId }) => nativeId);
  const isRead = async (next: bigint) =>
    (await stores.store.facts.get(`read ${inboundTopic(deskId)} 0`)) === String(next);

  async function deadLetters(count: number): Promise<readonly TopicRecord[]> {
    const found: TopicRecord[] = [];
    const onBatch = async ({ records }: { readonly records: readonly TopicRecord[] }) => {
      found.push(...records);
      return (records.at(-1)?.offset ?? 0n) + 1n;
    };
    const work = { group: `${deskId}.look`, onAssigned: () => undefined, onBatch };
    const looking = running((signal) => messaging.reader(deadLetterTopic(deskId)).consume(work, signal));
    await until(() => found.length >= count);
    await looking.stop();
    return found;
  }

  it('keeps envelopes as they came, in the inbox and lane they name, under the id of their event', async () => {
    await connect('shop');
    const bytes = Uint8Array.of(0, 255, 10, 128);
    await produce(produced('m-1', bytes), produced('m-2', bytes, { ce_inbox: 'shop' }), produced('m-3', bytes, { ce_lane: 'bulk' })); // prettier-ignore
    const door = running((signal) => topicDoor().run(signal));
    await until(() => isRead(3n));
    await door.stop();
    expect(await kept()).toMatchObject([
      { inbox: 'help', nativeId: 'm-1', contentType: 'message/rfc822', receivedAt: now, size: 4 },
      { inbox: 'shop', nativeId: 'm-2' },
    ]);
    expect(Buffer.from((await kept())[0]?.body ?? [])).toEqual(Buffer.from(bytes));
    expect(await stores.store.inbound.read('bulk', 0n, 10, 1_000)).toMatchObject([{ nativeId: 'm-3' }]);
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
    await produce(...refused.map(([record]) => record), produced('m-8', mail));
    const door = running((signal) => topicDoor().run(signal));
    await until(() => isRead(10n));
    await door.stop();
    expect(await nativeIds()).toEqual(['m-8']);
    const found = await deadLetters(refused.length);
    const said = (name: string) => found.map(({ headers }) => Buffer.from(headers[name] ?? []).toString());
    expect(said('reason')).toEqual(refused.map(([, code]) => code));
    expect(said('from-offset')).toEqual(refused.map((_, offset) => String(offset)));
    expect(found[0]).toMatchObject({ value: mail });
    expect(said('ce_source')).toEqual(refused.map(() => 'urn:connector:shop'));
  });

  it('keeps nothing twice when it is killed before it could say how far it was', async () => {
    await produce(produced('m-1', Buffer.from('one')), produced('m-2', Buffer.from('two')));
    const facts = { get: async () => undefined, set: async () => Promise.reject(new Error('killed')) };
    const killed = running((signal) => topicDoor({ facts }).run(signal));
    await expect(killed.ended).rejects.toThrow('killed');
    await produce(produced('m-3', Buffer.from('three')));
    const door = running((signal) => topicDoor().run(signal));
    await until(() => isRead(3n));
    await door.stop();
    expect(await nativeIds()).toEqual(['m-1', 'm-2', 'm-3']);
  });

  it('stops where envelopes were taken from the topic before it had read them, and goes on when it is told to', async () => {
    await produce(produced('m-1', Buffer.from('one')));
    const before = running((signal) => topicDoor().run(signal));
    await until(() => isRead(1n));
    await before.stop();
    await produce(...['m-2', 'm-3', 'm-4'].map((id) => produced(id, Buffer.from(id))));
    await kafka.truncate(inboundTopic(deskId), 0, 3n);
    const stopped = running((signal) => topicDoor().run(signal));
    await expect(stopped.ended).rejects.toEqual(new InboundLost(0, 1n, 3n));
    // Whatever the client made of it: the desk remembers where it was.
    await expect(running((signal) => topicDoor().run(signal)).ended).rejects.toEqual(new InboundLost(0, 1n, 3n));
    const told = running((signal) => topicDoor({ passesLosses: true }).run(signal));
    await until(() => isRead(4n));
    await told.stop();
    expect(await nativeIds()).toEqual(['m-1', 'm-4']);
    expect(faults).toEqual([new InboundLost(0, 1n, 3n)]);
  });

  it('reads again what a desk that was put back from a backup does not have', async () => {
    await produce(...['m-1', 'm-2', 'm-3'].map((id) => produced(id, Buffer.from(id))));
    const before = running((signal) => topicDoor().run(signal));
    await until(() => isRead(3n));
    await before.stop();
    stores = await testStores();
    await connect('help');
    await stores.store.facts.set(`read ${inboundTopic(deskId)} 0`, '1');
    await produce(produced('m-4', Buffer.from('four')));
    const door = running((signal) => topicDoor().run(signal));
    await until(() => isRead(4n));
    await door.stop();
    expect(await nativeIds()).toEqual(['m-2', 'm-3', 'm-4']);
  });
});
