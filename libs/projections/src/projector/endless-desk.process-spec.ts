// A process that copies a long history, into live pages or those built beside them, until it is killed: see
// killed-projector.int-spec.ts. Says how far it came.
import { openReadStore } from '#read-store/open';
import { batchesOf, longHistory, plainOpener } from '../../testing/index.js';
import { deskPages } from '../page-set.js';
import type { PageTables } from '../page-set.js';
import { copyBatch } from './copy-batch.js';

const [, , url = '', into = 'live'] = process.argv;
const { events } = longHistory();
const store = await openReadStore<PageTables>(url, deskPages);
const pages = into === 'live' ? await store.live() : await store.build();
for (const batch of batchesOf(events, [7])) {
  await copyBatch(pages, plainOpener(), batch);
  process.send?.(Number(pages.mark.position));
}
