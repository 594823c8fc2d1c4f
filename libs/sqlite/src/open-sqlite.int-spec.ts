import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openSqlite } from './open-sqlite.js';
import { isFullDisk } from './sqlite-faults.js';

let folder: string;
let db: DatabaseSync;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-sqlite-'));
  db = openSqlite(join(folder, 'notes.db'), { synchronous: 'FULL', secureDelete: true });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const pragma = (name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
const count = (): unknown => db.prepare('SELECT count(*) AS count FROM notes').get()?.['count'];

it('opens a file with a write-ahead log, the durability asked for, and deleted bytes overwritten', () => {
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('secure_delete')).toBe(1);
});

it('lets a reader see the last commit, not what is still being written', () => {
  const reader = openSqlite(join(folder, 'notes.db'), { synchronous: 'FULL', readOnly: true });
  const seen = () => reader.prepare('SELECT count(*) AS count FROM notes').get()?.['count'];
  db.exec('CREATE TABLE notes (text TEXT)');
  inTransaction(db, () => {
    db.exec("INSERT INTO notes VALUES ('one')");
    expect(seen()).toBe(0);
  });
  expect(seen()).toBe(1);
  expect(() => reader.exec('DELETE FROM notes')).toThrow('readonly');
  reader.close();
});

it('keeps nothing of a transaction that fails, and says why it failed', () => {
  db.exec('CREATE TABLE notes (text TEXT)');
  const work = () => {
    db.exec("INSERT INTO notes VALUES ('one')");
    throw new Error('changed my mind');
  };
  expect(() => inTransaction(db, work)).toThrow('changed my mind');
  expect(count()).toBe(0);
  expect(inTransaction(db, () => 'next')).toBe('next');
});

it('knows a full disk, and that nothing was kept', () => {
  db.exec('CREATE TABLE notes (text TEXT); PRAGMA max_page_count = 10');
  let fault: unknown;
  try {
    inTransaction(db, () => db.prepare('INSERT INTO notes VALUES (?)').run('x'.repeat(100_000)));
  } catch (thrown) {
    fault = thrown;
  }
  expect(isFullDisk(fault)).toBe(true);
  expect(isFullDisk(new Error('another'))).toBe(false);
  expect(count()).toBe(0);
});

it('lets many threads open a new file in the same moment', async () => {
  const open = new URL('./open-sqlite.js', import.meta.url).href;
  const opens = `
    import { workerData } from 'node:worker_threads';
    const { openSqlite } = await import(workerData.open);
    for (const path of workerData.paths) openSqlite(path, { synchronous: 'FULL' }).close();`;
  const paths = Array.from({ length: 20 }, (_, n) => join(folder, `new-${n}.db`));
  const code = new URL(`data:text/javascript,${encodeURIComponent(opens)}`);
  const threads = Array.from({ length: 4 }, () => new Worker(code, { workerData: { open, paths } }));
  const ends = threads.map(
    (thread) => new Promise((resolve, reject) => thread.once('exit', resolve).once('error', reject)),
  );
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
});
