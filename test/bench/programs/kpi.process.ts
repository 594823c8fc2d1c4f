import type { KpiQuestion, KpiTables } from '#kpi';
import { KpiQuestions, kpiPages } from '#kpi/open';
import { openReadStore } from '#read-store/open';
import { serveTask } from './child-program.js';

/** Questions to pages of KPIs that are there as the desk puts them on the thread of figures. */
export interface AskKpis {
  /** Folder of the pages. */
  readonly folder: string;
  readonly questions: readonly KpiQuestion[];
}
/** How long an answer took, in milliseconds: until it was there, and of the processor. */
export interface Took {
  readonly ms: number;
  readonly processorMs: number;
}
export interface KpisAsked {
  /** Of each question, in the order asked; and of the first page of what stands behind it. */
  readonly figures: readonly Took[];
  readonly pages: readonly Took[];
  readonly peakMegabytes: number;
}

const pageLimit = 50;

serveTask(async ({ folder, questions }: AskKpis): Promise<KpisAsked> => {
  const store = await openReadStore<KpiTables>(`sqlite:${folder}`, kpiPages);
  const kpis = new KpiQuestions(store);
  const [figures, pages]: [Took[], Took[]] = [[], []];
  for (const question of questions) {
    figures.push(await timed(() => kpis.figures({ question })));
    pages.push(await timed(() => kpis.events({ question }, { limit: pageLimit })));
  }
  await store.close();
  return { figures, pages, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
});

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - start, processorMs: (user + system) / 1000 };
}
