import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaUnderTest } from '#messaging/testing';

const shared = await kafkaUnderTest();
const starter = new URL('./start-broker.js', import.meta.url).href;
const startAndStay = `
  const { startBroker } = await import('${starter}');
  console.log((await startBroker()).brokers);
  setInterval(() => undefined, 1000);`;

const clientOf = (brokers: string) => new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });

async function produceOne(brokers: string, topic: string): Promise<void> {
  const [admin, producer] = [clientOf(brokers).admin(), clientOf(brokers).producer()];
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ value: 'hello' }] });
  await producer.disconnect();
  await admin.disconnect();
}

async function nextOffset(brokers: string, topic: string): Promise<string | undefined> {
  const admin = clientOf(brokers).admin();
  const [partition] = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return partition?.high;
}

const isOpen = (brokers: string): Promise<boolean> => {
  const [host, port] = brokers.split(':');
  const socket = connect(Number(port), host);
  return once(socket, 'connect').then(
    () => Boolean(socket.destroy()),
    () => false,
  );
};

shared.describe('a broker that is started for tests', () => {
  it('takes what is produced', async () => {
    const topic = shared.freshDesk();
    await produceOne(shared.brokers, topic);
    expect(await nextOffset(shared.brokers, topic)).toBe('1');
  });

  it('goes when whoever started it is killed', async () => {
    const killed = spawn(process.execPath, ['--input-type=module', '--eval', startAndStay]);
    const [brokers] = (await once(createInterface(killed.stdout), 'line')) as [string];
    expect(await isOpen(brokers)).toBe(true);
    killed.kill('SIGKILL');
    while (await isOpen(brokers)) await pause(50);
  }, 240_000);
});
