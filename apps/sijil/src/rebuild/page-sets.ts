import type { PageSetName } from '#apps/api';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist } from '#kpi';
import { copyClear } from '#projections';
import type { RebuildJob } from '#projections';
import { openKpiStore } from '../kpi/kpi-store.js';
import { openPageStores } from '../pages/page-stores.js';
import type { PageUrls } from '../pages/page-urls.js';

/** A set of pages, with all that copying it needs. */
export interface PageSetAtHand extends Pick<RebuildJob, 'log' | 'copyist' | 'store' | 'copyNext'> {
  /** Stands before the names of its tables where several sets are told of. */
  readonly name: PageSetName;
  close(): Promise<void>;
}

const openers: Readonly<Record<PageSetName, (urls: PageUrls) => Promise<Omit<PageSetAtHand, 'name'>>>> = {
  desk: (urls) => openPageStores(urls),
  kpis: openKpis,
};

/** Opens a set of pages for one thread. */
export const openPageSet = async (name: PageSetName, urls: PageUrls): Promise<PageSetAtHand> => ({
  name,
  ...(await openers[name](urls)),
});

async function openKpis({ logUrl, kpiUrl }: PageUrls) {
  const log = await openEventLogReader(logUrl);
  const store = await openKpiStore(kpiUrl);
  const close = async () => {
    await store.close();
    await log.close();
  };
  return { log, store, copyist: kpiCopyist, copyNext: copyClear, close };
}
