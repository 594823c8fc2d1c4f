import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader, verifyLog } from '#event-log/open';
import type { Anchor } from '#event-log/open';

// A thread for one walk through the log: works out every hash again, says how far it is, then what it found. Any message
// stops it.
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { logUrl, anchors } = workerData as { readonly logUrl: string; readonly anchors: readonly Anchor[] };
const log = await openEventLogReader(logUrl);
try {
  const { position: total } = await log.head();
  const findings = await verifyLog(log, {
    anchors,
    signal: stop.signal,
    onProgress: ({ position: done, head }) => parentPort?.postMessage({ done, total: head }),
  });
  parentPort?.postMessage({ result: { events: total, findings } });
} finally {
  await log.close();
  parentPort?.close();
}
