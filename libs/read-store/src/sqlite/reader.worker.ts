// A thread that reads one page file: statements in, rows out, one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import type { SQLInputValue } from 'node:sqlite';
import { functionsOf, openForQuestions } from './page-functions.js';
import { PreparedStatements } from './prepared-statements.js';
import type { ReadBeginning, ReadReply, ReadRequest } from './reader-messages.js';

const { path, functions } = workerData as ReadBeginning;
const db = openForQuestions(path, await functionsOf(functions === undefined ? {} : { functions: new URL(functions) }));
const statements = new PreparedStatements((sql) => db.prepare(sql));

function read({ sql, parameters }: ReadRequest): ReadReply {
  try {
    return { rows: statements.of(sql).all(...(parameters as readonly SQLInputValue[])) };
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

parentPort?.on('message', (request: ReadRequest | 'close') => {
  if (request !== 'close') return parentPort?.postMessage(read(request));
  db.close();
  parentPort?.close();
});
