import { Client } from 'pg';
import { deskCopyist, deskPages } from '#projections';
import type { PageTables } from '#projections';
import { plainOpener } from '#projections/testing';
import { wordsIn } from '#read-store';
import type { PageChanges, PageWriter, Row, Table, TableChanges } from '#read-store';
import { openReadStore } from '#read-store/open';
import { MemoryPageWriter } from '#read-store/testing';
import { batchesOfStories } from '../load/pg-history.js';
import type { PgProjection, Projected } from '../load/pg-history.js';
import { serveTask } from '../programs/child-program.js';
import { timedWithServer } from '../programs/server-times.js';

// The same rows by hand, batch by batch: one `INSERT … unnest … ON CONFLICT` a table, one DELETE, and the mark, in one
// transaction. The tables are those of the product, indexes and all. Nothing is read, and nothing folded: what each batch
// changes was found out before, in memory.

const types = { text: 'text', integer: 'bigint', blob: 'bytea' } as const;

serveTask(async ({ url, events }: PgProjection): Promise<Projected> => {
  const schema = await emptyTables(url);
  const [first = new Map(), ...changes] = await changesOf(events);
  const address = new URL(url);
  address.searchParams.delete('schema');
  const client = new Client({ connectionString: address.href });
  await client.connect();
  await client.query(`SET search_path = ${schema}; SET synchronous_commit = off; SET jit = off`);
  await client.query('CREATE TABLE mark (position bigint); INSERT INTO mark VALUES (0)');
  await write(client, first);
  const projected = await timedWithServer(url, async () => {
    for (const change of changes) await write(client, change);
  });
  await client.end();
  return projected;
});

/** Lets the product make its tables; nothing of it is used afterwards. */
async function emptyTables(url: string): Promise<string> {
  const store = await openReadStore<PageTables>(url, deskPages);
  await (await store.live()).close();
  await store.close();
  return `${new URL(url).searchParams.get('schema') ?? ''}_pages_v${deskPages.version}_1`;
}

async function changesOf(events: number): Promise<readonly PageChanges[]> {
  const memory = new MemoryPageWriter(deskPages);
  const changes: PageChanges[] = [];
  const writer: PageWriter = {
    get mark() {
      return memory.mark;
    },
    load: (table, keys) => memory.load(table, keys),
    loadWhere: (table, column, value) => memory.loadWhere(table, column, value),
    holdsWords: (table, entries) => memory.holdsWords(table, entries),
    commit: async (change, mark) => {
      changes.push(change);
      await memory.commit(change, mark);
    },
    close: () => memory.close(),
  };
  const copyist = deskCopyist(plainOpener())(writer);
  for (const batch of batchesOfStories(events)) {
    await copyist.fold(batch);
    await copyist.write();
  }
  return changes;
}

async function write(client: Client, changes: PageChanges): Promise<void> {
  await client.query('BEGIN');
  await client.query({ name: 'mark', text: 'UPDATE mark SET position = position + $1', values: [1] });
  for (const [table, change] of changes) await writeTable(client, table, change);
  await client.query('COMMIT');
}

async function writeTable(client: Client, table: Table, { puts, drops }: TableChanges): Promise<void> {
  const { name, key } = table;
  if (drops.length > 0) {
    const where = key
      .map((column) => `held.${quoted(columnOf(table, column))} = given.${quoted(column)}`)
      .join(' AND ');
    const text = `DELETE FROM ${quoted(name)} AS held USING ${given(table, key)} WHERE ${where}`;
    await client.query({ name: `drop ${name}`, text, values: key.map((_, place) => drops.map((each) => each[place])) });
  }
  if (puts.length === 0) return;
  if (table.kind === 'words') return writeWords(client, table, puts);
  const columns = Object.keys(table.columns);
  const values = columns.map((column) => puts.map((row) => row[column]));
  await client.query({ name: `put ${name}`, text: upsert(table, columns), values });
}

function upsert(table: Table, columns: readonly string[]): string {
  const { name, key, kind } = table;
  const before = (column: string) => (kind === 'sums' ? `held.${quoted(column)} + ` : '');
  const rest = columns.filter((column) => !key.includes(column));
  const sets = rest.map((column) => `${quoted(column)} = ${before(column)}excluded.${quoted(column)}`).join(', ');
  const conflict = `ON CONFLICT (${key.map(quoted).join(', ')}) DO ${rest.length === 0 ? 'NOTHING' : `UPDATE SET ${sets}`}`;
  return `INSERT INTO ${quoted(name)} AS held SELECT * FROM ${given(table, columns)} ${conflict}`;
}

async function writeWords(client: Client, table: Table, puts: readonly Row[]): Promise<void> {
  const [key = '', ...texts] = Object.keys(table.columns);
  const said = (row: Row) => ` ${texts.flatMap((column) => ['|', ...wordsIn(String(row[column]))]).join(' ')} `;
  const words = `array_to_tsvector(string_to_array(btrim(said), ' '))`;
  const text = `INSERT INTO ${quoted(table.name)} SELECT entry, said, ${words} FROM unnest($1::bigint[], $2::text[]) AS given (entry, said)`;
  await client.query({ name: `put ${table.name}`, text, values: [puts.map((row) => row[key]), puts.map(said)] });
}

const columnOf = ({ kind }: Table, column: string): string => (kind === 'words' ? 'entry' : column);
const quoted = (name: string): string => `"${name}"`;

function given({ columns }: Table, names: readonly string[]): string {
  const arrays = names.map((name, place) => `$${place + 1}::${types[columns[name]?.form ?? 'text']}[]`);
  return `unnest(${arrays.join(', ')}) AS given (${names.map(quoted).join(', ')})`;
}
