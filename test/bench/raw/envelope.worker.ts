import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { EnvelopeTable } from './envelope-table.js';
import type { Row } from './envelope-table.js';

// Inserts what it is given in one durable transaction, and answers what became of each row.
const table = new EnvelopeTable(new DatabaseSync(workerData as string));

parentPort?.on('message', (rows: 'close' | readonly Row[]) => {
  if (rows === 'close') parentPort?.close();
  else parentPort?.postMessage(table.keep('whatsapp', rows));
});
