import { KpiQuestions, kpiPages } from '#kpi';
import type { KpiQuestion, KpiTables } from '#kpi';
import { openReadStore } from '#read-store/open';
import { serveTask } from './child-program.js';

/** Questions to pages of KPIs that are there as the desk puts them on the thread of figures. */
export interface AskKpis {
  /** Folder of the pages. */
  readonly folder: string;
  readonly questions: readonly KpiQuestion[];
}
export interface KpisAsked {
  /** How long each question took, in milliseconds, in the order asked; and the first page of what stands behind it. */
  readonly figures: readonly number[];
  readonly pages: readonly number[];
  readonly peakMegabytes: number;
}

const pageLimit = 50;

serveTask(async ({ folder, questions }: AskKpis): Promise<KpisAsked> => {
  const store = await openReadStore<KpiTables>(`sqlite:${folder}`, kpiPages);
  const kpis = new KpiQuestions(store);
  const [figures, pages]: [number[], number[]] = [[], []];
  for (const question of questions) {
    figures.push(await timed(() => kpis.figures({ question })));
    pages.push(await timed(() => kpis.events({ question }, { limit: pageLimit })));
  }
  await store.close();
  return { figures, pages, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
