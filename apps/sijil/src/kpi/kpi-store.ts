import { kpiPages } from '#kpi';
import type { KpiTables } from '#kpi';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';

/** Opens the pages of KPIs: files of their own, in a folder beside the desk's pages, with a checkpoint of their own. */
export const openKpiStore = (readUrl: string, readers = 0): Promise<ReadStore<KpiTables>> =>
  openReadStore<KpiTables>(`${readUrl}/kpi`, kpiPages, { readers });
