import { startBroker } from '#messaging/testing';
import { startPostgres } from '#postgres/testing';
import type { Figure, Measured, Scale } from './figure.js';
import { writeTopic } from './load/catch-up-topic.js';
import type { CatchUp } from './load/catch-up-topic.js';
import type { PgProjection, Projected } from './load/pg-history.js';
import { runProgram } from './programs/child-program.js';

const caughtUp = new URL('./programs/kafka-catch-up.process.js', import.meta.url);
const upsert = new URL('./raw/pg-upsert.process.js', import.meta.url);

const deskId = `bench-${process.pid}`;
let [brokers, url] = ['', ''];
let runs = 0;

/** Empty pages on PostgreSQL that catch up with a topic; the raw program has its rows in memory, and upserts them. */
export const kafkaCatchUp: Figure = {
  name: 'kafka-catch-up',
  what: 'events from Kafka into all pages on PostgreSQL, from the first of the topic to the last',
  unit: 'events/s',
  atLeast: '0.5 of raw',
  prepare: async (scale) => {
    const { KAFKA_BROKERS: givenBrokers, POSTGRES_URL: givenUrl } = process.env;
    const broker = givenBrokers ? { brokers: givenBrokers, end: async () => undefined } : await startBroker();
    const postgres = givenUrl ? { url: givenUrl, stop: async () => undefined } : await startPostgres();
    [brokers, url] = [broker.brokers, postgres.url];
    await writeTopic(brokers, deskId, eventsOf(scale));
    return async () => {
      await broker.end();
      await postgres.stop();
    };
  },
  product: (scale) => {
    const task: CatchUp = { brokers, deskId, url: freshPlace(), events: eventsOf(scale), run: runs };
    return measure(caughtUp, task);
  },
  raws: [
    {
      name: 'raw',
      run: (scale) => {
        const task: PgProjection = { url: freshPlace(), events: Math.min(eventsOf(scale), mostUpserted) };
        return measure(upsert, task);
      },
    },
  ],
};

/** At most so many: the fold in memory that tells the raw program its rows holds all of them. */
const mostUpserted = 50_000;
const eventsOf = ({ quick, events }: Scale): number => (quick ? 1_000 : events);

function freshPlace(): string {
  runs += 1;
  const place = new URL(url);
  place.searchParams.set('schema', `bench_${process.pid}_${runs}`);
  return place.href;
}

async function measure(program: URL, task: PgProjection): Promise<Measured> {
  const { seconds, client, server } = await runProgram<Projected>(program, task, { withinSeconds: 3_600 });
  return {
    value: task.events / seconds,
    also: { 'client µs/event': client / task.events, 'server µs/event': server / task.events },
  };
}
