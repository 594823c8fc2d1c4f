import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader, verifyLog } from '#event-log/open';
import type { Anchor } from '#event-log/open';
import { openSealingKeys } from '#sealing/open';
import { PartsWithoutKey } from '../operations/parts-without-key.js';
import { stepBack } from '../threads/step-back.js';

/** What the thread is told. */
export interface VerifyTask {
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly anchors: readonly Anchor[];
}

// A thread for one walk through the log: works out every hash again and counts the parts nobody can open, says how far it
// is, then what it found. Any message stops it.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { logUrl, keysUrl, anchors } = workerData as VerifyTask;
const log = await openEventLogReader(logUrl);
const keys = await openSealingKeys(keysUrl);
const withoutKey = new PartsWithoutKey(keys);
try {
  const { position: total } = await log.head();
  const findings = await verifyLog(log, {
    anchors,
    signal: stop.signal,
    onEvents: (events) => withoutKey.lookAt(events),
    onProgress: ({ position: done, head }) => parentPort?.postMessage({ done, total: head }),
  });
  parentPort?.postMessage({ result: { events: total, findings, partsWithoutKey: withoutKey.count } });
} finally {
  await keys.close();
  await log.close();
  parentPort?.close();
}
