import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#messaging/testing';
import type { Figure, Measured } from './figure.js';
import { writeLog } from './load/relayed-log.js';
import type { Relayed, Relays } from './load/relayed-log.js';
import { runProgram } from './programs/child-program.js';

const relayed = new URL('./programs/relay.process.js', import.meta.url);
const sent = new URL('./raw/send-batch.process.js', import.meta.url);

let place = { logUrl: '', brokers: '', events: 0 };
let runs = 0;

/** The log published to Kafka, from its first event to its last; each run to a topic of its own on one broker. */
export const relay: Figure = {
  name: 'relay',
  what: 'events from the log to Kafka, acknowledged and noted',
  unit: 'events/s',
  atLeast: '0.5 of raw',
  prepare: async ({ quick, events }) => {
    const folder = await mkdtemp(join(tmpdir(), 'sijil-bench-relay-'));
    const given = process.env['KAFKA_BROKERS'];
    const broker = given ? { brokers: given, end: async () => undefined } : await startBroker();
    const logUrl = `sqlite:${join(folder, 'log.db')}`;
    place = { logUrl, brokers: broker.brokers, events: quick ? 2_000 : Math.min(events, 100_000) };
    await writeLog(logUrl, place.events);
    return async () => {
      await broker.end();
      await rm(folder, { recursive: true, force: true });
    };
  },
  product: () => measure(relayed),
  raws: [{ name: 'sendBatch', run: () => measure(sent) }],
};

async function measure(program: URL): Promise<Measured> {
  runs += 1;
  const task: Relays = { ...place, deskId: `bench-${process.pid}-${runs}` };
  const { perSecond, cpu } = await runProgram<Relayed>(program, task, { withinSeconds: 300 });
  return { value: perSecond, also: { 'µs of CPU an event': cpu } };
}
