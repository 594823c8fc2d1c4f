import { openBlobStore } from '#blobs/open';
import { openEventLogReader } from '#event-log/open';
import { deskCopyist, deskPages, openerWith, rebuild, secondFold } from '#projections';
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
  /** What a second fold of these pages takes. */
  readonly checkSeconds: number;
}

serveTask(async ({ dataDir, pagesDir }: RebuildTask): Promise<RebuildDone> => {
  const { logUrl, keysUrl, blobUrl, readUrl } = readSettings({ DATA_DIR: dataDir, READ_URL: `sqlite:${pagesDir}` });
  const log = await openEventLogReader(logUrl);
  const keys = await openSealingKeys(keysUrl);
  const store = await openReadStore<PageTables>(readUrl, deskPages);
  const opener = openerWith(new Sealer(keys, await openBlobStore(blobUrl)));
  const copyist = deskCopyist(opener);
  const { signal } = new AbortController();
  const start = performance.now();
  await rebuild({ log, copyist, store, signal });
  const seconds = (performance.now() - start) / 1000;
  const pages = await store.live();
  await secondFold({ log, opener })(pages, signal);
  const checkSeconds = (performance.now() - start) / 1000 - seconds;
  await pages.close();
  await store.close();
  await keys.close();
  await log.close();
  return { seconds, checkSeconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
});
