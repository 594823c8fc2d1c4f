import { parentPort, workerData } from 'node:worker_threads';
import { rebuild } from '#projections';
import { stepBack } from '../threads/step-back.js';
import { openPageStores } from './page-stores.js';
import type { PageUrls } from './page-stores.js';

// A thread for one rebuild: says how far it is, then what came of it. Any message stops it; the next goes on from there.
stepBack();
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());
const { urls, compare } = workerData as { readonly urls: PageUrls; readonly compare: boolean };
const stores = await openPageStores(urls);
try {
  const onProgress = ({ done, head }: { done: bigint; head: bigint }) => parentPort?.postMessage({ done, total: head });
  const result = await rebuild({ ...stores, signal: stop.signal, onProgress, compare });
  parentPort?.postMessage({ result });
} finally {
  await stores.close();
  parentPort?.close();
}
