import { openBlobStore } from '#blobs/open';
import { openEventLogReader } from '#event-log/open';
import { deskCopyist, deskPages, openerWith, rebuild } from '#projections';
import type { PageTables } from '#projections';
import { openReadStore } from '#read-store/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { readSettings } from '#settings';
import { serveTask } from './child-program.js';

/** A rebuild as the desk does it in a thread of its own, here with the process to itself. */
export interface RebuildTask {
  readonly dataDir: string;
  /** Folder of the pages; empty before. */
  readonly pagesDir: string;
}
export interface RebuildDone {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

serveTask(async ({ dataDir, pagesDir }: RebuildTask): Promise<RebuildDone> => {
  const { logUrl, keysUrl, blobUrl, readUrl } = readSettings({ DATA_DIR: dataDir, READ_URL: `sqlite:${pagesDir}` });
  const log = await openEventLogReader(logUrl);
  const keys = await openSealingKeys(keysUrl);
  const store = await openReadStore<PageTables>(readUrl, deskPages);
  const copyist = deskCopyist(openerWith(new Sealer(keys, await openBlobStore(blobUrl))));
  const start = performance.now();
  await rebuild({ log, copyist, store, signal: new AbortController().signal });
  const seconds = (performance.now() - start) / 1000;
  await store.close();
  await keys.close();
  await log.close();
  return { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
});
