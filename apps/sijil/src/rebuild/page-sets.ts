import type { PageSetName } from '#apps/api';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist, kpiSecondFold } from '#kpi/open';
import { copyClear, parkingCopyist, secondFold, strictly } from '#projections';
import type { CopyistFor, RebuildJob } from '#projections';
import type { ReadStore } from '#read-store';
import { openKpiStore } from '../kpi/kpi-store.js';
import { openPageStores } from '../pages/page-stores.js';
import type { PageUrls } from '../pages/page-urls.js';

/** A set of pages, with all that building it needs. */
export interface PageSetToBuild extends Pick<RebuildJob, 'log' | 'copyist' | 'copyNext' | 'check' | 'store'> {
  /** Stands before the names of its tables where several sets are told of. */
  readonly name: PageSetName;
}

/** The same where it serves. */
export interface PageSetAtHand extends PageSetToBuild {
  readonly store: Pick<ReadStore<never>, 'build' | 'former' | 'copies'>;
  /** Copies into live pages, as their projector does. */
  readonly liveCopyist: CopyistFor;
  close(): Promise<void>;
}

const openers: Readonly<Record<PageSetName, (urls: PageUrls) => Promise<Omit<PageSetAtHand, 'name'>>>> = {
  desk: openDesk,
  kpis: openKpis,
};

/** Opens a set of pages for one thread. */
export const openPageSet = async (name: PageSetName, urls: PageUrls): Promise<PageSetAtHand> => ({
  name,
  ...(await openers[name](urls)),
});

async function openDesk(urls: PageUrls) {
  const stores = await openPageStores(urls);
  return { ...stores, liveCopyist: parkingCopyist(stores), check: secondFold(stores) };
}

async function openKpis({ logUrl, kpiUrl }: PageUrls) {
  const log = await openEventLogReader(logUrl);
  const store = await openKpiStore(kpiUrl);
  const close = async () => {
    await store.close();
    await log.close();
  };
  const liveCopyist = strictly(log, kpiCopyist);
  return { log, store, copyist: kpiCopyist, liveCopyist, copyNext: copyClear, check: kpiSecondFold({ log }), close };
}
