import { kpiPages } from '#kpi';
import type { KpiTables } from '#kpi';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';

/** Opens the pages of KPIs: files of their own, with a checkpoint of their own. */
export const openKpiStore = (kpiUrl: string, readers = 0): Promise<ReadStore<KpiTables>> =>
  openReadStore<KpiTables>(kpiUrl, kpiPages, { readers });
