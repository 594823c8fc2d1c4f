import { kpiQuestionNames } from '#kpi';
import type { KpiQuestions } from '#kpi';
import type { KpiPort } from '#apps/api';
import type { Foundation, Part } from '../foundation/index.js';
import type { KafkaSource } from '../kafka/kafka-source.js';
import { watchedProjector } from '../kafka/watched-projector.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';
import { QuestionThread, questionsThrough } from '../pages/question-thread.js';

const projectorWorker = new URL('./kpi-projector.worker.js', import.meta.url);
const questionWorker = new URL('./kpi-question.worker.js', import.meta.url);

/** What is asked of the pages of KPIs. */
export interface AskedKpis extends Part {
  readonly questions: KpiPort;
}

/** From so many events on, the thread does not wait for its first question, but reads ahead: see `readAhead`. */
const manyEvents = 200_000n;

/** Questions about KPIs, answered on a thread of their own that begins with the first of them, or at once on a large desk. */
export function askKpis({ settings, identity, telling, stores, isStaying }: Foundation): AskedKpis {
  const beginning = { readUrl: pageUrlsOf(settings).kpiUrl, ...identity };
  const { onFault } = telling('kpi reader');
  const thread = new QuestionThread<KpiQuestions>({ beginning, onFault, name: 'kpi reader', module: questionWorker });
  const beginWhereMuch = async () => {
    const { position } = await stores.log.head();
    if (position >= manyEvents && isStaying()) thread.begun();
  };
  void beginWhereMuch().catch(onFault);
  return { questions: questionsThrough(thread, kpiQuestionNames), stop: () => thread.stop() };
}

/** Copies the log into the pages of KPIs, on a thread of its own. */
export const startKpiProjector = (foundation: Foundation, kafka?: KafkaSource): ProjectorThread => {
  const told = watchedProjector(foundation, 'kpi projector', kafka);
  return new ProjectorThread({ urls: pageUrlsOf(foundation.settings), ...told }, projectorWorker, 'kpi projector');
};
