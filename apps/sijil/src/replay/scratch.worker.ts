import { parentPort, workerData } from 'node:worker_threads';
import { copyUpTo } from '#projections';
import { openPageStores } from '../pages/page-stores.js';
import type { PageUrls } from '../pages/page-urls.js';
import { stepBack } from '../threads/step-back.js';

// A thread for pages of an earlier time, beside the live ones: says how far it is, then how far they reach. Any message stops it.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { urls, until } = workerData as { readonly urls: PageUrls; readonly until?: string };
const stores = await openPageStores(urls);
try {
  const onProgress = ({ done, head }: { done: bigint; head: bigint }) => parentPort?.postMessage({ done, total: head });
  const named = until === undefined ? {} : { until };
  const position = await copyUpTo({ ...stores, ...named, signal: stop.signal, onProgress });
  parentPort?.postMessage({ result: { kind: stop.signal.aborted ? 'stopped' : 'copied', position } });
} finally {
  await stores.close();
  parentPort?.close();
}
