import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { canonicalJson, encodeSealedParts } from '#sealing';
import { appendTurns, batchLength, messageDraft, streamsOf } from '../load/pg-rows.js';
import type { PgAppended, PgAppends } from '../load/pg-rows.js';
import { serveTask } from '../programs/child-program.js';

// The same rows by hand: one INSERT … unnest a batch into a table with the same columns, primary key and index, durable
// when it returns. Nobody judges anything, and hashes vouch for nothing but their row.

const types = ['bigint', 'bigint', 'bigint', 'uuid', 'text', 'bigint', 'bigint', 'bigint', 'bigint', 'text', 'text', 'text', 'text', 'text', 'bytea', 'bytea']; // prettier-ignore
const unnested = types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');
const insert = { name: 'insert', text: `INSERT INTO events SELECT * FROM unnest(${unnested})` };
const table = `
  CREATE TABLE events (
    position bigint PRIMARY KEY, stream bigint NOT NULL, version bigint NOT NULL, id uuid NOT NULL, type text NOT NULL,
    schema bigint NOT NULL, occurred_at bigint NOT NULL, received_at bigint NOT NULL, recorded_at bigint NOT NULL,
    actor_class text NOT NULL, actor_id text NOT NULL, correlation_id text NOT NULL, causation_id text NOT NULL,
    clear text NOT NULL, sealed bytea STORAGE EXTERNAL NOT NULL, hash bytea NOT NULL);
  CREATE INDEX events_of_streams ON events (stream, version)`;

function rowOf(stream: string, position: number): readonly unknown[] {
  const { id, type, schema, occurredAt, receivedAt, actor, correlationId, causationId, clear, sealed } = messageDraft(stream, position); // prettier-ignore
  const [json, bytes] = [canonicalJson(clear), encodeSealedParts(sealed)];
  const hash = createHash('sha256').update(json).update(bytes).digest();
  const times = [Date.parse(occurredAt), Date.parse(receivedAt), Date.now()];
  return [position, Number(stream.slice(-8)), position, id, type, schema, ...times, actor.class, actor.id, correlationId, causationId, json, bytes, hash]; // prettier-ignore
}

serveTask(async (task: PgAppends): Promise<PgAppended> => {
  const schema = new URL(task.url).searchParams.get('schema');
  const client = new Client({ connectionString: task.url });
  await client.connect();
  await client.query(`CREATE SCHEMA ${schema}; SET search_path = ${schema}; ${table}`);
  const batch = async (turn: number): Promise<void> => {
    const rows = streamsOf(turn).map((stream, at) => rowOf(stream, turn * batchLength + at + 1));
    await client.query({ ...insert, values: types.map((_, column) => rows.map((row) => row[column])) });
  };
  const appended = await appendTurns(task, batch);
  await client.end();
  return appended;
});
