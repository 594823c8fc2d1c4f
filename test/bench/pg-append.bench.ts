import type { Figure, Measured, Scale } from './figure.js';
import { runProgram } from './programs/child-program.js';
import { PgPlaces } from './programs/pg-places.js';
import type { PgAppended, PgAppends } from './load/pg-rows.js';

const append = new URL('./programs/pg-append.process.js', import.meta.url);
const insert = new URL('./raw/pg-insert.process.js', import.meta.url);

const places = new PgPlaces('append');

/** Appends to the log on PostgreSQL, one batch after the other; each run in a schema of its own on one server. */
export const pgAppend: Figure = {
  name: 'pg-append',
  what: 'appends on PostgreSQL, batches of 100 events of 100 customers, fsync on',
  unit: 'events/s',
  atLeast: '0.6 of raw',
  prepare: () => places.open(),
  product: (scale) => measure(append, scale),
  raws: [{ name: 'raw', run: (scale) => measure(insert, scale) }],
};

async function measure(program: URL, { quick, seconds }: Scale): Promise<Measured> {
  const task: PgAppends = { url: places.next(), seconds: quick ? 1 : Math.min(seconds, 10) };
  const { perSecond, client, server } = await runProgram<PgAppended>(program, task, { withinSeconds: 120 });
  return { value: perSecond, also: { 'client µs/event': client, 'server µs/event': server } };
}
