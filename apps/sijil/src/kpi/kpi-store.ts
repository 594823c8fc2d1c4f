import { kpiPages } from '#kpi/open';
import type { KpiTables } from '#kpi';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';

/** Opens the pages of KPIs: they have a place of their own, and a checkpoint of their own. */
export const openKpiStore = (kpiUrl: string): Promise<ReadStore<KpiTables>> =>
  openReadStore<KpiTables>(kpiUrl, kpiPages);
