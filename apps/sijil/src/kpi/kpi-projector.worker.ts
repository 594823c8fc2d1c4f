import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist, kpiPages } from '#kpi/open';
import { clearEvents, clearEventsFrom, runProjector, strictly } from '#projections';
import { wordsOf } from '../fault-words.js';
import { openTopicLog } from '../kafka/topic-log.js';
import type { ProjectorBeginning, ProjectorWord } from '../pages/projector-thread.js';
import { messagesWait } from '../threads/door-pressure.js';
import { lastOfAll, stepBack } from '../threads/step-back.js';
import { openKpiStore } from './kpi-store.js';

// The thread that copies the log into the pages of KPIs. It opens no sealed part. Any message is the word to stop.
const say = (word: ProjectorWord) => parentPort?.postMessage(word);
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());

stepBack(lastOfAll);
const { urls, kafka } = workerData as ProjectorBeginning;
const log = await openEventLogReader(urls.logUrl);
const store = await openKpiStore(urls.kpiUrl);
const topic = await openTopicLog(kafka, {
  ...{ projection: 'kpis', version: kpiPages.version, log, signal: stop.signal },
  onFault: (fault) => say({ fault: wordsOf(fault) }),
});
try {
  await runProjector({
    log,
    store,
    follow: topic
      ? clearEventsFrom((after, atMost) => topic.follow(after, atMost), messagesWait())
      : clearEvents(messagesWait()),
    startsAnew: kafka?.mends ?? true,
    // Figures that leave out a customer are wrong without showing it: they stop instead.
    copyist: strictly(log, kpiCopyist),
    signal: stop.signal,
    onPosition: (position) => say({ position }),
    onStartAnew: (reason) => say({ warning: reason.message }),
  });
} finally {
  stop.abort();
  await topic?.close();
  await store.close();
  await log.close();
  parentPort?.close();
}
