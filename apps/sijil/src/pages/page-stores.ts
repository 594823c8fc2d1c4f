import { openBlobStore } from '#blobs/open';
import type { EventLogReader } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { deskCopyist, deskPages, openerWith } from '#projections';
import type { CopyistFor, Opener, PageTables } from '#projections';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import type { PageUrls } from './page-urls.js';

/** What copying pages needs, opened for one thread. */
export interface PageStores {
  readonly log: EventLogReader;
  readonly opener: Opener;
  /** Copies pages nobody reads yet. */
  readonly copyist: CopyistFor;
  readonly store: ReadStore<PageTables>;
  close(): Promise<void>;
}

/** Opens them. */
export async function openPageStores({ logUrl, keysUrl, blobUrl, readUrl }: PageUrls): Promise<PageStores> {
  const log = await openEventLogReader(logUrl);
  const keys = await openSealingKeys(keysUrl);
  const store = await openReadStore<PageTables>(readUrl, deskPages);
  const opener = openerWith(new Sealer(keys, await openBlobStore(blobUrl)));
  const close = async () => {
    await store.close();
    await keys.close();
    await log.close();
  };
  return { log, opener, copyist: deskCopyist(opener), store, close };
}
