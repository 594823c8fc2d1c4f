import { kpiPages } from '#kpi/open';
import type { KpiTables } from '#kpi';
import { FactWriter } from '#kpi/testing';
import { openReadStore } from '#read-store/open';
import { serveTask } from '../programs/child-program.js';
import { withoutIndexes } from './bare-tables.js';
import { yearOf } from './kpi-year.js';

/** Pages of KPIs with the facts of so many tickets. */
export interface KpiPages {
  /** Folder of the pages; empty before. */
  readonly folder: string;
  readonly tickets: number;
}

const ticketsAtOnce = 10_000;

serveTask(async ({ folder, tickets }: KpiPages): Promise<{ readonly facts: number }> => {
  const store = await openReadStore<KpiTables>(`sqlite:${folder}`, kpiPages);
  const pages = await store.live();
  const makeIndexes = withoutIndexes(folder);
  const writer = new FactWriter(pages);
  let written = 0;
  for (const facts of yearOf(tickets, ticketsAtOnce)) {
    await writer.write(facts);
    written += facts.length;
  }
  makeIndexes();
  await pages.close();
  await store.close();
  return { facts: written };
});
