import { parentPort, workerData } from 'node:worker_threads';
import type { PageSetName } from '#apps/api';
import type { PageUrls } from '../pages/page-urls.js';
import { stepBack } from '../threads/step-back.js';
import { openPageSet } from './page-sets.js';
import { rebuildTogether } from './rebuild-together.js';

/** What the thread is told. */
export interface RebuildTask {
  readonly urls: PageUrls;
  readonly compare: boolean;
  /** Hold the new pages against a second fold of the log first. */
  readonly check: boolean;
  /** `false`: the live pages stay. */
  readonly publish?: boolean;
  /** `false`: nothing stays of the pages that are replaced. */
  readonly keepsFormer?: boolean;
  readonly sets: readonly PageSetName[];
  /** Throws away first what an interrupted rebuild left. */
  readonly anew?: boolean;
}

// A thread for one rebuild: says how far it is, then what came of it. Any message stops it; the next goes on from there.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { urls, compare, check, publish = true, keepsFormer = true, sets, anew = false } = workerData as RebuildTask;
const opened = await Promise.all(sets.map((name) => openPageSet(name, urls)));
try {
  if (anew) for (const { store } of opened) await (await store.build()).discard();
  const onProgress = (progress: { done: bigint; total: bigint }) => parentPort?.postMessage(progress);
  const choices = { compare, check, publish, keepsFormer };
  const result = await rebuildTogether(opened, { ...choices, signal: stop.signal, onProgress });
  parentPort?.postMessage({ result });
} finally {
  for (const set of opened) await set.close();
  parentPort?.close();
}
