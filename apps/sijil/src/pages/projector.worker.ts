import { parentPort, workerData } from 'node:worker_threads';
import { runProjector } from '#projections';
import { stepBack } from '../threads/step-back.js';
import { openPageStores } from './page-stores.js';
import type { PageUrls } from './page-stores.js';
import type { ProjectorWord } from './projector-thread.js';

// The projector's thread: copies the log into the live pages until it is told to stop. Any message is that word.
const say = (word: ProjectorWord) => parentPort?.postMessage(word);
const stop = new AbortController();
parentPort?.once('message', () => stop.abort());

stepBack();
const stores = await openPageStores(workerData as PageUrls);
try {
  await runProjector({
    ...stores,
    signal: stop.signal,
    onPosition: (position) => say({ position }),
    onStartAnew: (reason) => say({ warning: reason.message }),
  });
} finally {
  await stores.close();
  parentPort?.close();
}
