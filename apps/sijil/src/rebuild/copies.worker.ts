import { parentPort, workerData } from 'node:worker_threads';
import type { PageSetCopies, PageSetName } from '#apps/api';
import { deskPages } from '#projections';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { openKpiStore } from '../kpi/kpi-store.js';
import type { PageUrls } from '../pages/page-urls.js';
import { stepBack } from '../threads/step-back.js';

/** What the thread is told. */
export interface CopiesTask {
  readonly urls: PageUrls;
  readonly sets: readonly PageSetName[];
  /** Throws away first what is built beside the live pages. */
  readonly discards: boolean;
}

type Shelf = Pick<ReadStore<never>, 'copies' | 'build' | 'close'>;
const openers: Readonly<Record<PageSetName, (urls: PageUrls) => Promise<Shelf>>> = {
  desk: ({ readUrl }) => openReadStore(readUrl, deskPages),
  kpis: ({ kpiUrl }) => openKpiStore(kpiUrl),
};

// A thread for one look at which copies of the pages there are. Removing one takes as long as its file is large.
stepBack();
const { urls, sets, discards } = workerData as CopiesTask;
const looked: PageSetCopies[] = [];
for (const name of sets) {
  const store = await openers[name](urls);
  try {
    const isBuilding = (await store.copies()).some(({ role, isOurs }) => role === 'building' && isOurs);
    if (discards && isBuilding) await (await store.build()).discard();
    looked.push({ name, copies: await store.copies() });
  } finally {
    await store.close();
  }
}
parentPort?.postMessage({ result: { sets: looked } });
