import { KpiQuestions } from '#kpi';
import type { Settings } from '#settings';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';
import { openKpiStore } from './kpi-store.js';

/** KPIs at work: copied on a thread of their own, asked on another. */
export interface Kpis {
  readonly questions: KpiQuestions;
  /** How far it has copied, as the thread last said. */
  readonly copied: { readonly position: bigint };
  stop(): Promise<void>;
}

const kpiWorker = new URL('./kpi-projector.worker.js', import.meta.url);

/** A long question makes other questions about KPIs wait, and nobody else. */
const questionThreads = 1;

export async function startKpis(
  settings: Settings,
  onWarning: (warning: string) => void,
  onFault: (fault: unknown) => void,
): Promise<Kpis> {
  const urls = pageUrlsOf(settings);
  const store = await openKpiStore(urls.kpiUrl, questionThreads);
  const projector = new ProjectorThread({ urls, onWarning, onFault }, kpiWorker, 'kpi projector');
  return {
    questions: new KpiQuestions(store),
    copied: projector,
    stop: async () => {
      await projector.stop();
      await store.close();
    },
  };
}
