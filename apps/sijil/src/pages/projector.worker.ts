import { parentPort, workerData } from 'node:worker_threads';
import { runProjector, ticketChanges, wholeEvents } from '#projections';
import type { TicketChange } from '#projections';
import { stepBack } from '../threads/step-back.js';
import { liveChange } from './live-change.js';
import { openPageStores } from './page-stores.js';
import type { ProjectorBeginning, ProjectorWord, ToProjector } from './projector-thread.js';

// The projector's thread: copies the log into the live pages until it is told to stop, and tells what changed while
// somebody watches.
const beginning = workerData as ProjectorBeginning;
const say = (word: ProjectorWord) => parentPort?.postMessage(word);
const stop = new AbortController();
let { isWatched } = beginning;
let reached: bigint | undefined;
/** What the last commit changed, until it is told; nobody asked where there is nothing. */
let changes: readonly TicketChange[] | undefined;

parentPort?.on('message', (message: ToProjector) => {
  if (message === 'stop') return stop.abort();
  isWatched = message.isWatched;
  if (reached !== undefined) tell(reached, reached);
});

stepBack();
const stores = await openPageStores(
  beginning.urls,
  (written) => (changes = isWatched ? ticketChanges(written) : undefined),
);
try {
  await runProjector({
    ...stores,
    follow: wholeEvents,
    signal: stop.signal,
    onPosition: (position) => {
      tell(changes === undefined ? position : (reached ?? position), position, changes);
      changes = undefined;
      reached = position;
    },
    onStartAnew: (reason) => say({ warning: reason.message }),
  });
} finally {
  await stores.close();
  parentPort?.close();
}

/** A commit whose changes nobody asked for is told as a new beginning: whoever watches knows that something is missing. */
function tell(since: bigint, position: bigint, changes: readonly TicketChange[] = []): void {
  say({ position, ...(isWatched && { news: { since, position, changes: changes.map(liveChange) } }) });
}
