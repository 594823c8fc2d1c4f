import { openBlobStore } from '#blobs/open';
import type { EventLogReader } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { deskCopyist, deskPages, openerWith } from '#projections';
import type { CopyistFor, Opener, PageTables } from '#projections';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { openParts } from '#sealing';
import { openKeysToRead } from '#sealing/open';
import type { PageUrls } from './page-urls.js';

/** What pages are copied from, opened for one thread: everything is only read. */
export interface PageSources {
  readonly log: EventLogReader;
  readonly opener: Opener;
  /** Copies pages nobody reads yet. */
  readonly copyist: CopyistFor;
  close(): Promise<void>;
}

/** What copying pages needs. */
export interface PageStores extends PageSources {
  readonly store: ReadStore<PageTables>;
}

/** Opens what pages are copied from; nothing of it is made, migrated or locked. Errors: those of log and keys. */
export async function openPageSources({ logUrl, keysUrl, blobUrl }: PageUrls): Promise<PageSources> {
  const log = await openEventLogReader(logUrl);
  const keys = await openKeysToRead(keysUrl);
  const blobs = await openBlobStore(blobUrl);
  const opener = openerWith({ openMany: (parts) => openParts(keys, blobs, parts) });
  const close = async () => {
    await keys.close();
    await log.close();
  };
  return { log, opener, copyist: deskCopyist(opener), close };
}

/** The same, with the pages. */
export async function openPageStores(urls: PageUrls): Promise<PageStores> {
  const sources = await openPageSources(urls);
  const store = await openReadStore<PageTables>(urls.readUrl, deskPages);
  const close = async () => {
    await store.close();
    await sources.close();
  };
  return { ...sources, store, close };
}
