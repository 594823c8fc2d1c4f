import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader } from '#event-log/open';
import type { KpiFigure, KpiQuestion } from '#kpi';
import { disagreements, proveFromLog } from '#kpi/open';
import { lastOfAll, stepBack } from '../threads/step-back.js';

/** What the thread is told. */
export interface ProofTask {
  readonly logUrl: string;
  readonly question: KpiQuestion;
  /** Up to where the log was known. */
  readonly until: bigint;
  /** What was answered. */
  readonly figures: readonly KpiFigure[];
}

// A thread for one proof: works figures out anew from the log, says how far it is, then where they are not what was
// answered. Any message stops it.
stepBack(lastOfAll);
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { logUrl, question, until, figures } = workerData as ProofTask;
const log = await openEventLogReader(logUrl);
try {
  const onProgress = (progress: { done: bigint; total: bigint }) => parentPort?.postMessage(progress);
  const proven = await proveFromLog({ log, question, until, signal: stop.signal, onProgress });
  if (proven !== undefined) {
    parentPort?.postMessage({ result: { events: until, disagreements: disagreements(figures, proven) } });
  }
} finally {
  await log.close();
  parentPort?.close();
}
