import { deskCopyist, deskPages } from '#projections';
import type { PageTables } from '#projections';
import { plainOpener } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import { batchesOfStories } from '../load/pg-history.js';
import type { PgProjection, Projected } from '../load/pg-history.js';
import { serveTask } from './child-program.js';
import { timedWithServer } from './server-times.js';

/** The product: each batch is folded over the rows it touches, and written with the mark in one transaction. */
serveTask(async ({ url, events }: PgProjection): Promise<Projected> => {
  const [first = [], ...batches] = batchesOfStories(events);
  const store = await openReadStore<PageTables>(url, deskPages);
  const pages = await store.live();
  const copyist = deskCopyist(plainOpener())(pages);
  await copyist.fold(first);
  await copyist.write();
  const projected = await timedWithServer(url, async () => {
    for (const batch of batches) {
      await copyist.fold(batch);
      await copyist.write();
    }
  });
  await pages.close();
  await store.close();
  return projected;
});
