import { DatabaseSync } from 'node:sqlite';
import { cloudBody } from '../load/samples.js';
import { serveTask } from '../programs/child-program.js';

/** Rows with rising ids, a hundred a durable transaction, and nothing around it: what SQLite alone can do. */
export interface RawBatches {
  readonly path: string;
  readonly batches: number;
}

const rowsEach = 100;

serveTask(({ path, batches }: RawBatches): { readonly perSecond: number } => {
  const bodies = Array.from({ length: rowsEach }, (_, n) => cloudBody(n));
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE envelopes (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO envelopes VALUES (?, ?, ?)');
  const start = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    db.exec('BEGIN IMMEDIATE');
    bodies.forEach((body, at) => {
      const position = batch * rowsEach + at + 1;
      insert.run(position, `id-${String(position).padStart(12, '0')}`, body);
    });
    db.exec('COMMIT');
  }
  const seconds = (performance.now() - start) / 1000;
  db.close();
  return { perSecond: (batches * rowsEach) / seconds };
});
