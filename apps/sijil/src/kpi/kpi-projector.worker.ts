import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist } from '#kpi';
import { clearEvents, runProjector, strictly } from '#projections';
import type { ProjectorBeginning, ProjectorWord } from '../pages/projector-thread.js';
import { messagesWait } from '../threads/door-pressure.js';
import { lastOfAll, stepBack } from '../threads/step-back.js';
import { openKpiStore } from './kpi-store.js';

// The thread that copies the log into the pages of KPIs. It opens no sealed part. Any message is the word to stop.
const say = (word: ProjectorWord) => parentPort?.postMessage(word);
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());

stepBack(lastOfAll);
const { logUrl, kpiUrl } = (workerData as ProjectorBeginning).urls;
const log = await openEventLogReader(logUrl);
const store = await openKpiStore(kpiUrl);
try {
  await runProjector({
    log,
    store,
    follow: clearEvents(messagesWait()),
    // Figures that leave out a customer are wrong without showing it: they stop instead.
    copyist: strictly(log, kpiCopyist),
    signal: stop.signal,
    onPosition: (position) => say({ position }),
    onStartAnew: (reason) => say({ warning: reason.message }),
  });
} finally {
  await store.close();
  await log.close();
  parentPort?.close();
}
