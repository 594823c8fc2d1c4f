import { createDecipheriv, createSecretKey } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { deskPages, foldText, pageParts } from '#projections';
import type { Table } from '#read-store';
import { decodeSealedParts } from '#sealing';
import type { SealedPart } from '#event-log';
import { serveTask } from '../programs/child-program.js';

/**
 * The work of a rebuild without what makes it one: every row of the log is read, its parts are opened and parsed; then
 * every row of the finished pages is written, once, a thousand a transaction. Nothing is folded: the rows are taken from
 * pages the product built; looking them up there is not counted.
 */
export interface RawRebuild {
  readonly dataDir: string;
  /** Folder of finished pages. */
  readonly pagesDir: string;
  /** The file to write. */
  readonly path: string;
}

const rowsAtOnce = 1000;
let counted = 0;

serveTask(({ dataDir, pagesDir, path }: RawRebuild): { readonly seconds: number } => {
  const [finishedName = ''] = readdirSync(pagesDir).filter((name) => /^pages\.v\d+\.\d+\.db$/.test(name));
  const finished = new DatabaseSync(join(pagesDir, finishedName), { readOnly: true });
  const pages = emptyCopy(finished, path);
  timed(() => readLog(new DatabaseSync(join(dataDir, 'log.db'), { readOnly: true }), new DatabaseSync(join(dataDir, 'keys.db'), { readOnly: true }))); // prettier-ignore
  for (const table of deskPages.tables) copyTable(table, finished, pages);
  timed(() => pages.close());
  finished.close();
  return { seconds: counted / 1000 };
});

function timed<Result>(work: () => Result): Result {
  const start = performance.now();
  const result = work();
  counted += performance.now() - start;
  return result;
}

function readLog(log: DatabaseSync, keys: DatabaseSync): void {
  const rows = log.prepare(`
    SELECT position, occurred_at, clear, sealed, name, type, actor_class, actor_id
    FROM events JOIN streams ON streams.id = events.stream WHERE position > ? ORDER BY position LIMIT ?`);
  rows.setReturnArrays(true);
  const keysBetween = keys.prepare('SELECT id, secret FROM key WHERE id BETWEEN ? AND ?');
  keysBetween.setReturnArrays(true);
  let after = 0;
  for (let batch = rows.all(after, rowsAtOnce); batch.length > 0; batch = rows.all(after, rowsAtOnce)) {
    openBatch(batch as unknown as LogRow[], keysBetween);
    after = (batch.at(-1) as unknown as LogRow)[0];
  }
  log.close();
  keys.close();
}
/** What pages are made of; further columns are read and need no work. */
type LogRow = readonly [position: number, occurredAt: number, clear: string, sealed: Uint8Array, ...texts: string[]];

function openBatch(batch: readonly LogRow[], keysBetween: StatementSync): void {
  const sealed = batch.flatMap(([, occurredAt, clear, bytes]) => {
    new Date(occurredAt).toISOString();
    JSON.parse(clear);
    return Object.entries(decodeSealedParts(bytes)).filter(([name]) => pageParts.has(name));
  });
  const ids = sealed.map(([, { keyId }]) => keyId);
  const least = ids.reduce((one, other) => Math.min(one, other), Infinity);
  const most = ids.reduce((one, other) => Math.max(one, other), 0);
  const found = ids.length === 0 ? [] : (keysBetween.all(least, most) as unknown as (readonly [number, Uint8Array])[]);
  const secrets = new Map(found);
  for (const [name, part] of sealed) parsed(name, openPart(name, part, secrets.get(part.keyId) ?? new Uint8Array()));
}

const parsed = (name: string, text: string): unknown => (name === 'handle' ? text : JSON.parse(text));

function openPart(name: string, { keyId, bytes = new Uint8Array() }: SealedPart, secret: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(secret), bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(`${name}:${keyId}`));
  decipher.setAuthTag(bytes.subarray(-16));
  const plain = decipher.update(bytes.subarray(12, -16));
  decipher.final();
  return plain.toString('utf8');
}

/** A file with the tables and indexes of the finished one, as durable as it, and empty. */
function emptyCopy(finished: DatabaseSync, path: string): DatabaseSync {
  const pages = new DatabaseSync(path);
  pages.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096');
  pages.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
  const words = deskPages.tables.filter(({ kind }) => kind === 'words').map(({ name }) => name);
  const made = finished.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  for (const { name, sql } of made)
    if (!words.some((table) => String(name).startsWith(`${table}_`))) pages.exec(String(sql));
  for (const name of words)
    pages.exec(`INSERT INTO "${name}" ("${name}", rank) VALUES ('automerge', 8), ('crisismerge', 32)`);
  return pages;
}

/** The words of an entry follow from its row in the timeline; all other rows are as they stand. */
function copyTable(table: Table, finished: DatabaseSync, pages: DatabaseSync): void {
  const { name, kind, columns } = table;
  const names = Object.keys(columns);
  const fields = kind === 'words' ? ['rowid', ...names.slice(1)] : names;
  const quoted = fields.map((field) => `"${field}"`).join(', ');
  const insert = pages.prepare(`INSERT INTO "${name}" (${quoted}) VALUES (${fields.map(() => '?').join(', ')})`);
  let rows: SQLInputValue[][] = [];
  for (const row of kind === 'words' ? wordsIn(finished) : rowsIn(finished, name, quoted)) {
    if (rows.push(row) < rowsAtOnce) continue;
    write(pages, insert, rows);
    rows = [];
  }
  write(pages, insert, rows);
}

function write(pages: DatabaseSync, insert: StatementSync, rows: readonly SQLInputValue[][]): void {
  timed(() => {
    pages.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert.run(...row);
    pages.exec('COMMIT');
  });
}

function rowsIn(finished: DatabaseSync, name: string, fields: string): Iterable<SQLInputValue[]> {
  const select = finished.prepare(`SELECT ${fields} FROM "${name}"`);
  select.setReturnArrays(true);
  return select.iterate() as unknown as Iterable<SQLInputValue[]>;
}

function* wordsIn(finished: DatabaseSync): Generator<SQLInputValue[]> {
  const said = finished.prepare(
    `SELECT position, subject, text, "senderName", "senderAddress" FROM timeline WHERE kind <> 'ticket'`,
  );
  said.setReturnArrays(true);
  for (const [position, subject, text, sender, address] of said.iterate() as unknown as Iterable<
    [number, ...string[]]
  >) {
    yield [position, foldText(subject ?? ''), foldText(text ?? ''), foldText(`${sender} ${address}`.trim())];
  }
}
