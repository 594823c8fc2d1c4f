import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createEnvelopes } from './envelope-table.js';

// Inserts what it is given in one durable transaction, and answers the last position.
const db = new DatabaseSync(workerData as string);
const insert = createEnvelopes(db);
let last = 0;

parentPort?.on('message', (rows: 'close' | readonly { readonly sha256: Uint8Array; readonly body: Uint8Array }[]) => {
  if (rows === 'close') return void parentPort?.close();
  db.exec('BEGIN IMMEDIATE');
  for (const { sha256, body } of rows) {
    last += 1;
    insert.run(last, 'whatsapp', sha256, body);
  }
  db.exec('COMMIT');
  parentPort?.postMessage(last);
});
