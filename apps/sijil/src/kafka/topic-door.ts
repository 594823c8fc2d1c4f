import { TopicDoor } from '#application';
import type { Door, InboxRegister } from '#application';
import { deadLetterTopic, inboundGroup, inboundTopic } from '#messaging';
import type { TopicWriter } from '#messaging';
import { openMessaging } from '#messaging/open';
import { Background } from '../desk/background.js';
import type { Foundation } from '../foundation/index.js';
import { kafkaAddressOf, topicPlan } from './kafka-address.js';
import { KafkaWork } from './kafka-work.js';

/** The door that connectors' envelopes go through, however they come. */
export interface OpenDoor {
  readonly door: Pick<Door, 'keep'>;
  readonly inboxes: InboxRegister;
}

/** Takes what connectors produce to Kafka, where the settings say so; all servers that do share it. Errors: `KafkaSignInIncomplete`. */
export async function openTopicDoor(foundation: Foundation, { door, inboxes }: OpenDoor): Promise<void> {
  const { settings, stores, identity, onFault, begun } = foundation;
  const { deskId } = identity;
  const address = kafkaAddressOf(settings, deskId);
  if (address === undefined || settings.kafkaInbound === 'ignored') return;
  const messaging = await openMessaging(address);
  const work = foundation.works.add(new KafkaWork('topic-door', undefined, () => topicDoor.unread()));
  const writer = (topic: string) => messaging.writer({ ...topicPlan(settings, topic), anyPartitions: true });
  const topicDoor: TopicDoor = new TopicDoor({
    ...{ door, inboxes, facts: stores.desk.facts, group: inboundGroup(deskId) },
    ...{ topic: writer(inboundTopic(deskId)), reader: messaging.reader(inboundTopic(deskId)) },
    deadLetters: counted(writer(deadLetterTopic(deskId)), work),
    maxBytes: settings.doorMaxBodyBytes,
    passesLosses: settings.kafkaLosses === 'mend',
    onKept: (_, receipts) => work.succeeded(receipts.length),
    onFault: (fault) => {
      work.failed();
      onFault('topic door', fault);
    },
  });
  const onStop = (where: string, fault: unknown) => {
    work.stopped();
    onFault(where, fault);
  };
  begun(new Background(onStop)).run('topic door', (signal) => topicDoor.run(signal));
}

/** The same topic, with what goes there counted. */
const counted = (topic: TopicWriter, work: KafkaWork): TopicWriter => ({
  plan: topic.plan,
  prepare: () => topic.prepare(),
  publish: async (records) => {
    const ends = await topic.publish(records);
    work.refused(records.length);
    return ends;
  },
  close: () => topic.close(),
});
