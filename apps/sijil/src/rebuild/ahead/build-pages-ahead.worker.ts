import { parentPort, workerData } from 'node:worker_threads';
import { stepBack } from '../../threads/step-back.js';
import { buildPagesAhead } from './build-pages-ahead.js';
import type { AheadJob } from './build-pages-ahead.js';

/** What the thread is told. */
export type AheadTask = Pick<AheadJob, 'urls' | 'sets' | 'check'>;

// A thread that builds pages ahead, beside a desk that comes first: says how far it is, then what came of it. Any message
// stops it; the next goes on from there.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const onProgress = (progress: { done: bigint; total: bigint }) => parentPort?.postMessage(progress);
try {
  const result = await buildPagesAhead({ ...(workerData as AheadTask), signal: stop.signal, onProgress });
  parentPort?.postMessage({ result });
} finally {
  parentPort?.close();
}
