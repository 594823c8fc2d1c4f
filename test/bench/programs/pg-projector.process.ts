import { openEventLog, openEventLogReader } from '#event-log/open';
import { deskCopyist, deskPages, runProjector, wholeEvents } from '#projections';
import type { PageTables } from '#projections';
import { plainOpener } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import { serveTask } from './child-program.js';

/** Where log and pages lie. */
export interface PgProjector {
  readonly url: string;
}

/** A projector in a process of its own, at work until whoever began it lets go of it. */
serveTask(async ({ url }: PgProjector): Promise<{ readonly pid: number }> => {
  const stop = new AbortController();
  process.once('disconnect', () => stop.abort());
  // Makes the log where there is none yet.
  await (await openEventLog(url)).close();
  const log = await openEventLogReader(url);
  const store = await openReadStore<PageTables>(url, deskPages);
  const parts = { log, store, follow: wholeEvents, copyist: deskCopyist(plainOpener()), signal: stop.signal };
  void runProjector(parts).finally(async () => {
    await store.close();
    await log.close();
  });
  return { pid: process.pid };
});
