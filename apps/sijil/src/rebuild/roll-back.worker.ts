import { parentPort, workerData } from 'node:worker_threads';
import type { PageSetName } from '#apps/api';
import { NoFormerPages } from '#projections';
import type { PageUrls } from '../pages/page-urls.js';
import { stepBack } from '../threads/step-back.js';
import { openPageSet } from './page-sets.js';
import type { PageSetAtHand } from './page-sets.js';
import { rollBackTogether } from './rebuild-together.js';

/** What the thread is told. */
export interface RollBackTask {
  readonly urls: PageUrls;
  /** Those of them that have former pages go back. */
  readonly sets: readonly PageSetName[];
}

// A thread for one roll-back: says how far it is, then what came of it. Any message stops it.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { urls, sets } = workerData as RollBackTask;
const opened = await Promise.all(sets.map((name) => openPageSet(name, urls)));
try {
  const onProgress = (progress: { done: bigint; total: bigint }) => parentPort?.postMessage(progress);
  const able: PageSetAtHand[] = [];
  for (const set of opened) if (await hasFormer(set)) able.push(set);
  if (able.length === 0) throw new NoFormerPages();
  const { kind, position } = await rollBackTogether(able, { signal: stop.signal, onProgress });
  parentPort?.postMessage({ result: { kind, position, sets: able.map(({ name }) => name) } });
} finally {
  for (const set of opened) await set.close();
  parentPort?.close();
}

async function hasFormer({ store }: PageSetAtHand): Promise<boolean> {
  const copies = await store.copies();
  return copies.some(({ role, isOurs }) => role === 'former' && isOurs);
}
