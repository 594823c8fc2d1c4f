import { running } from '#application/testing';
import { deadLetterTopic, eventsTopic, inboundTopic, projectorGroup } from '#messaging';
import { openMessaging } from '#messaging/open';
import { copyTopic, kafkaUnderTest, MemoryPages, until } from '#messaging/testing';
import { listedLog } from '#projections/testing';
import type { QueueAnswer } from '#queries';
import { deskFolder, mail, SmallDesk } from '../../testing/index.js';
import { KafkaSignInIncomplete, kafkaAddressOf } from './kafka-address.js';

const kafka = await kafkaUnderTest();
const deskId = kafka.freshDesk();
const onKafka = { KAFKA_BROKERS: kafka.brokers, KAFKA_PARTITIONS: '2', KAFKA_INBOUND: 'taken', DESK_ID: deskId };

kafka.describe('a desk on Kafka', () => {
  it('takes a mail that a connector produced to the queue, and publishes what came of it', async () => {
    const folder = await deskFolder(onKafka);
    const desk = await SmallDesk.start(folder.settings);
    const inbox = { kind: 'email', address: 'help@desk.example', reopenWindowSeconds: 604_800 };
    await desk.ask('PUT', '/v1/inboxes/help', { json: inbox });
    const messaging = await openMessaging({ brokers: kafka.brokers, clientId: 'connector', tls: false });
    const connector = messaging.writer({ topic: inboundTopic(deskId), partitions: 2 });
    await connector.prepare();
    const bytes = mail('Lina <lina@example.com>', 'm1', 'Where is it?', 'My parcel is late.');
    const said = {
      ce_specversion: '1.0',
      ce_source: 'urn:connector:mail',
      ce_type: 'mail',
      ce_id: 'm1',
      ce_inbox: 'help',
    };
    await connector.publish([
      { partition: 0, key: 'm1', value: Buffer.from(bytes), headers: { ...said, 'content-type': 'message/rfc822' } },
      { partition: 0, key: 'm2', value: Buffer.from(bytes), headers: { ...said, ce_inbox: 'nowhere' } },
    ]);
    await connector.close();
    const queue = async () => (await desk.ask<QueueAnswer>('GET', '/v1/queue?limit=10')).told.tickets;
    await until(async () => (await queue()).length === 1);
    const pages = new MemoryPages();
    const nothing = () => undefined;
    const topic = { topic: messaging.reader(eventsTopic(deskId)), group: projectorGroup(deskId, 'test', 1), epoch: 1 };
    const parts = { ...topic, log: listedLog([]), mends: false, onHole: nothing, onFault: nothing };
    const reading = running((signal) => copyTopic(parts, pages, signal));
    const publishedAs = (type: string) => pages.events.find((event) => event.type === type);
    await until(() => publishedAs('MessageReceived') !== undefined && publishedAs('TicketOpened') !== undefined);
    await reading.stop();
    expect(Object.keys(publishedAs('MessageReceived')?.sealed ?? {})).not.toEqual([]);
    const refused = messaging.reader(deadLetterTopic(deskId));
    await until(async () => (await refused.bounds()).reduce((sum, { next }) => sum + next, 0n) === 1n);
    await desk.stop();
    await folder.remove();
  });

  it('does not start where it would sign in and nobody says as whom', async () => {
    const { settings, remove } = await deskFolder({ ...onKafka, KAFKA_SASL: 'plain', KAFKA_USERNAME: 'sijil' });
    expect(() => kafkaAddressOf(settings, deskId)).toThrow(KafkaSignInIncomplete);
    await remove();
  });
});
