import { parentPort, workerData } from 'node:worker_threads';
import { Survey } from '#application';
import type { SurveyAsked } from '#application';
import { openEventLogReader } from '#event-log/open';
import { stepBack } from '../threads/step-back.js';

/** What the thread is told. */
export interface SurveyTask extends SurveyAsked {
  readonly logUrl: string;
}

// A thread for one survey: reads all of the log for what is somebody's, then hands over what it found. Any message stops it.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { logUrl, ...asked } = workerData as SurveyTask;
const log = await openEventLogReader(logUrl);
try {
  const survey = new Survey(asked);
  if (await survey.readOn(log, stop.signal)) parentPort?.postMessage({ result: survey.found });
} finally {
  await log.close();
  parentPort?.close();
}
