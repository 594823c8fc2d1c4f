import { parentPort, workerData } from 'node:worker_threads';
import { parkingCopyist, runProjector, ticketChanges, wholeEvents } from '#projections';
import type { Pages, TicketChange } from '#projections';
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
/** What was changed since it was last told; absent where some of it was written while nobody watched. */
let changes: TicketChange[] | undefined = [];

parentPort?.on('message', (message: ToProjector) => {
  if (message === 'stop') return stop.abort();
  isWatched = message.isWatched;
  if (reached !== undefined) tell(reached, reached);
});

stepBack();
const stores = await openPageStores(beginning.urls);
try {
  await runProjector({
    ...stores,
    copyist: parkingCopyist({
      ...stores,
      onWritten: gather,
      onParked: (why) => say({ warning: `parked: ${why.message}` }),
    }),
    follow: wholeEvents,
    signal: stop.signal,
    onPosition: (position) => {
      tell(changes === undefined ? position : (reached ?? position), position, changes);
      changes = [];
      reached = position;
    },
    onStartAnew: (reason) => say({ warning: reason.message }),
  });
} finally {
  await stores.close();
  parentPort?.close();
}

/** A batch may be several commits. */
function gather(written: Pages): void {
  if (isWatched) changes?.push(...ticketChanges(written));
  else changes = undefined;
}

/** A commit whose changes nobody asked for is told as a new beginning: whoever watches knows that something is missing. */
function tell(since: bigint, position: bigint, changes: readonly TicketChange[] = []): void {
  say({ position, ...(isWatched && { news: { since, position, changes: changes.map(liveChange) } }) });
}
