import { emptyInbox } from '#domain';
import type { KeptEnvelope } from '#desk-store';
import { deadLetterTopic, inboundGroup, inboundTopic, MessagingUnavailable, TopicMissing } from '#messaging';
import type { Messaging, OutgoingRecord, TopicPlan } from '#messaging';
import { openMessaging } from '#messaging/open';
import { Door } from '../src/door/door.js';
import { TopicDoor } from '../src/inbound-topic/index.js';
import type { TopicDoorParts } from '../src/inbound-topic/index.js';
import { InboxRegister } from '../src/inboxes/inbox-register.js';
import { inboxSettings, testStores } from './test-desk.js';
import type { TestStores } from './test-desk.js';

const now = '2026-03-01T08:00:00.000Z';

/** A desk that has an inbox `help`, and takes what connectors produce to a topic of two partitions. */
export class InboundDesk {
  /** What its doors told of. */
  readonly faults: unknown[] = [];

  private constructor(
    readonly deskId: string,
    readonly messaging: Messaging,
    /** Replaced where a test puts back a backup. */
    public stores: TestStores,
    readonly replicas: number,
  ) {}

  static async open(brokers: string, deskId: string, replicas = 1): Promise<InboundDesk> {
    const messaging = await openMessaging({ brokers, clientId: 'connector', tls: false, sessionMs: 6_000 });
    const desk = new InboundDesk(deskId, messaging, await testStores(), replicas);
    await desk.connect('help');
    return desk;
  }

  get topic(): string {
    return inboundTopic(this.deskId);
  }

  async connect(inbox: string): Promise<void> {
    const connected = { ...emptyInbox(), settings: inboxSettings('email'), connected: true };
    await new InboxRegister(this.stores.store.inboxes).learn(inbox, connected, 1);
  }

  topicDoor(given: Partial<TopicDoorParts> = {}): TopicDoor {
    const { store, blobs } = this.stores;
    const inboxes = new InboxRegister(store.inboxes);
    return new TopicDoor({
      ...{ inboxes, door: new Door(store.inbound, blobs, inboxes, { now: () => now }), facts: store.facts },
      topic: this.messaging.writer(this.#plan(this.topic)),
      reader: this.messaging.reader(this.topic),
      group: inboundGroup(this.deskId),
      deadLetters: this.messaging.writer(this.#plan(deadLetterTopic(this.deskId))),
      ...{ maxBytes: 1_000, passesLosses: false, onFault: (fault: unknown) => void this.faults.push(fault) },
      ...given,
    });
  }

  /** As a connector does: what it is not told of having arrived it produces again, all of it. */
  async produce(...records: readonly OutgoingRecord[]): Promise<void> {
    for (;;) {
      try {
        return await this.#produce(records);
      } catch (fault) {
        if (!(fault instanceof MessagingUnavailable || fault instanceof TopicMissing)) throw fault;
      }
    }
  }

  /** What the lane `live` of the inbound log holds. */
  kept(): Promise<readonly KeptEnvelope[]> {
    return this.stores.store.inbound.read('live', 0n, 100_000, 100_000_000);
  }

  async nativeIds(): Promise<readonly string[]> {
    return (await this.kept()).map(({ nativeId }) => nativeId);
  }

  /** Whether it has read the first partition up to before an offset. */
  async isRead(next: bigint): Promise<boolean> {
    return (await this.stores.store.facts.get(`read ${this.topic} 0`)) === String(next);
  }

  async #produce(records: readonly OutgoingRecord[]): Promise<void> {
    const writer = this.messaging.writer(this.#plan(this.topic));
    try {
      await writer.prepare();
      await writer.publish(records);
    } finally {
      await writer.close();
    }
  }

  #plan(topic: string): TopicPlan {
    return { topic, partitions: 2, replicas: this.replicas };
  }
}

/** A raw envelope as a connector produces it; `given` changes its headers, those that are empty are left out. */
export function produced(
  id: string,
  bytes: Uint8Array | null,
  given: Readonly<Record<string, string>> = {},
): OutgoingRecord {
  const headers = {
    ...{ ce_specversion: '1.0', ce_id: id, ce_source: 'urn:connector:shop', ce_type: 'shop.mail' },
    ...{ ce_inbox: 'help', 'content-type': 'message/rfc822' },
    ...given,
  };
  const said = Object.fromEntries(Object.entries(headers).filter(([, text]) => text !== ''));
  return { partition: 0, key: null, value: bytes, headers: said };
}
