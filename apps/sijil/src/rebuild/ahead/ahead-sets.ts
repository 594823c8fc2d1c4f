import type { PageSetName } from '#apps/api';
import { openEventLogReader } from '#event-log/open';
import { kpiCopyist, kpiPages } from '#kpi/open';
import { copyClear, deskPages, secondFold } from '#projections';
import type { PagesAhead } from '#read-store';
import { openPagesAhead } from '#read-store/open';
import { openPageSources } from '../../pages/page-stores.js';
import type { PageUrls } from '../../pages/page-urls.js';
import type { PageSetToBuild } from '../page-sets.js';

/** A set of pages that is built ahead, with all that this needs. */
export interface PageSetAhead extends PageSetToBuild {
  readonly store: PagesAhead;
  close(): Promise<void>;
}

const openers: Readonly<Record<PageSetName, (urls: PageUrls) => Promise<Omit<PageSetAhead, 'name'>>>> = {
  desk: openDesk,
  kpis: openKpis,
};

/** Opens sets of pages of this code beside those that serve. Errors: as `openPagesAhead`, and those of log and keys. */
export async function openAhead(names: readonly PageSetName[], urls: PageUrls): Promise<readonly PageSetAhead[]> {
  const opened: PageSetAhead[] = [];
  try {
    for (const name of names) opened.push({ name, ...(await openers[name](urls)) });
    return opened;
  } catch (fault) {
    await closeAhead(opened);
    throw fault;
  }
}

export async function closeAhead(sets: readonly PageSetAhead[]): Promise<void> {
  for (const set of sets) await set.close();
}

/** The place alone where a set is built. Errors: as `openPagesAhead`. */
export const openPlace = (name: PageSetName, { readUrl, kpiUrl }: PageUrls): Promise<PagesAhead> =>
  name === 'desk' ? openPagesAhead(readUrl, deskPages) : openPagesAhead(kpiUrl, kpiPages);

async function openDesk(urls: PageUrls) {
  const store = await openPlace('desk', urls);
  const sources = await openOrClose(store, () => openPageSources(urls));
  const { log, copyist, opener } = sources;
  return { store, log, copyist, check: secondFold({ log, opener }), close: closing(store, sources) };
}

async function openKpis(urls: PageUrls) {
  const store = await openPlace('kpis', urls);
  const log = await openOrClose(store, () => openEventLogReader(urls.logUrl));
  return { store, log, copyist: kpiCopyist, copyNext: copyClear, close: closing(store, log) };
}

const closing = (store: PagesAhead, sources: { close(): Promise<void> }) => async () => {
  store.close();
  await sources.close();
};

/** A place that stayed open would keep the next one out. */
async function openOrClose<Opened>(store: PagesAhead, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (fault) {
    store.close();
    throw fault;
  }
}
