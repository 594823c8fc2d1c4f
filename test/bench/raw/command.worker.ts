import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A command on its way to the table. */
export interface Command {
  readonly stream: string;
  readonly type: string;
  readonly clear: string;
  readonly commandId: string;
  readonly digest: string;
}
export interface Recorded {
  readonly position: number;
}

// Appends a fact behind the last of its stream and keeps the answer, for all it is given in one durable transaction.
const db = new DatabaseSync(workerData as string);
db.exec(`
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE facts (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, clear TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  CREATE TABLE answers (command_id TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID`);
const last = db.prepare('SELECT coalesce(max(version), 0) AS version FROM facts WHERE stream = ?');
const append = db.prepare('INSERT INTO facts VALUES (NULL, ?, ?, ?, ?)');
const keep = db.prepare('INSERT INTO answers VALUES (?, ?, ?)');

function record({ stream, type, clear, commandId, digest }: Command): Recorded {
  const version = Number(last.get(stream)?.['version']) + 1;
  const position = Number(append.run(stream, version, type, clear).lastInsertRowid);
  keep.run(commandId, digest, JSON.stringify({ position }));
  return { position };
}

parentPort?.on('message', (commands: 'close' | readonly Command[]) => {
  if (commands === 'close') return parentPort?.close();
  db.exec('BEGIN IMMEDIATE');
  const recorded = commands.map(record);
  db.exec('COMMIT');
  parentPort?.postMessage(recorded);
});
