import { workerData } from 'node:worker_threads';
import { WriteRefused, openSqlite, serveWrites } from '#sqlite';
import type { NoteRequest } from './notebook.js';

const db = openSqlite(workerData as string, { synchronous: 'FULL' });
db.exec('CREATE TABLE IF NOT EXISTS notes (commit_number INTEGER, text TEXT NOT NULL UNIQUE)');
const insert = db.prepare('INSERT INTO notes VALUES (?, ?)');
let commits = 1;
let rollbacks = 0;

/** Answers how many groups were rolled back so far. */
function apply({ text, fault }: NoteRequest): number {
  if (fault === 'refused') throw new WriteRefused('NOTEBOOK.REFUSED', text);
  if (fault === 'death') process.exit(1);
  if (fault === 'full') db.exec('PRAGMA max_page_count = 1');
  if (fault === 'space') db.exec('PRAGMA max_page_count = 1000000');
  insert.run(commits, text);
  return rollbacks;
}

serveWrites({ db, apply, committed: () => (commits += 1), rolledBack: () => (rollbacks += 1) });
