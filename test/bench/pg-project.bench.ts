import type { Figure, Measured, Scale } from './figure.js';
import { runProgram } from './programs/child-program.js';
import { PgPlaces } from './programs/pg-places.js';
import type { PgProjection, Projected } from './load/pg-history.js';

const project = new URL('./programs/pg-project.process.js', import.meta.url);
const upsert = new URL('./raw/pg-upsert.process.js', import.meta.url);

const places = new PgPlaces('project');

/** Pages on PostgreSQL, copied batch by batch as events come; each run in schemas of its own on one server. */
export const pgProject: Figure = {
  name: 'pg-project',
  what: 'events into all pages on PostgreSQL, batches of 250 (60 % messages, 25 % ticket, 15 % other)',
  unit: 'events/s',
  atLeast: '0.5 of raw',
  prepare: () => places.open(),
  product: (scale) => measure(project, scale),
  raws: [{ name: 'raw', run: (scale) => measure(upsert, scale) }],
};

/** At most so many: the fold in memory that tells the raw program its rows holds all of them. */
const mostEvents = 50_000;

async function measure(program: URL, { quick, events }: Scale): Promise<Measured> {
  const task: PgProjection = { url: places.next(), events: quick ? 1_000 : Math.min(events, mostEvents) };
  const { seconds, client, server } = await runProgram<Projected>(program, task, { withinSeconds: 600 });
  return {
    value: task.events / seconds,
    also: { 'client µs/event': client / task.events, 'server µs/event': server / task.events },
  };
}
