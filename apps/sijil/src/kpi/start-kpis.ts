import { KpiQuestions } from '#kpi';
import type { KpiPort } from '#apps/api';
import type { Settings } from '#settings';
import type { DeskIdentity } from '../identity.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';
import { QuestionThread, questionsThrough } from '../pages/question-thread.js';

/** KPIs at work: copied on a thread of their own, asked on another. */
export interface Kpis {
  readonly questions: KpiPort;
  /** How far it has copied, as the thread last said. */
  readonly copied: { readonly position: bigint };
  stop(): Promise<void>;
}

interface Told {
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
}

const projectorWorker = new URL('./kpi-projector.worker.js', import.meta.url);
const questionWorker = new URL('./kpi-question.worker.js', import.meta.url);

export function startKpis(settings: Settings, identity: DeskIdentity, told: Told): Kpis {
  const urls = pageUrlsOf(settings);
  const beginning = { readUrl: urls.kpiUrl, ...identity };
  const { onFault } = told;
  const thread = new QuestionThread<KpiQuestions>({ beginning, onFault, name: 'kpi reader', module: questionWorker });
  const projector = new ProjectorThread({ urls, ...told }, projectorWorker, 'kpi projector');
  return {
    questions: questionsThrough(thread, KpiQuestions),
    copied: projector,
    stop: async () => {
      await projector.stop();
      await thread.stop();
    },
  };
}
