import type { Surveyed, SurveyAsked } from '#application';
import { DeskUnavailable } from '#desk-store';
import { threadJob } from '../operations/thread-job.js';
import type { SurveyTask } from './survey.worker.js';

const surveyWorker = new URL('./survey.worker.js', import.meta.url);

/**
 * Surveys a log on a thread that lasts as long as that takes: whoever asks has other things to do.
 * Errors: `DeskUnavailable` when the signal aborts first; those of the log.
 */
export async function surveyElsewhere(logUrl: string, asked: SurveyAsked, signal: AbortSignal): Promise<Surveyed> {
  const task: SurveyTask = { ...asked, logUrl };
  for await (const line of threadJob(surveyWorker, task, signal))
    if ('result' in line) return line.result as unknown as Surveyed;
  throw new DeskUnavailable('the intake is closing');
}
