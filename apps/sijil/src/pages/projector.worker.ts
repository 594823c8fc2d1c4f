import { parentPort, workerData } from 'node:worker_threads';
import { deskPages, parkingCopyist, runProjector, wholeEvents, wholeEventsFrom } from '#projections';
import { wordsOf } from '../fault-words.js';
import { openTopicLog } from '../kafka/topic-log.js';
import { stepBack } from '../threads/step-back.js';
import { LiveTeller } from './live-teller.js';
import { openPageStores } from './page-stores.js';
import type { PageStores } from './page-stores.js';
import type { ProjectorBeginning, ProjectorWord, ToProjector } from './projector-thread.js';

// The projector's thread: copies the log into the live pages until it is told to stop, and tells what changed while
// somebody watches.
const beginning = workerData as ProjectorBeginning;
const say = (word: ProjectorWord) => parentPort?.postMessage(word);
const stop = new AbortController();
let { isWatched } = beginning;
let teller: LiveTeller | undefined;

parentPort?.on('message', (message: ToProjector) => {
  if (message === 'stop') return stop.abort();
  isWatched = message.isWatched;
  teller?.watch(isWatched);
});

stepBack();
const stores = await openPageStores(beginning.urls);
const topic = await openTopicLog(beginning.kafka, {
  ...{ projection: 'pages', version: deskPages.version, log: stores.log, signal: stop.signal },
  onFault: (fault) => say({ fault: wordsOf(fault) }),
});
try {
  const toldBefore = await furthest(stores);
  const telling = (teller = new LiveTeller({ isWatched, toldBefore, say }));
  await runProjector({
    ...stores,
    copyist: parkingCopyist({
      ...stores,
      onWritten: (pages) => telling.gather(pages),
      onParked: (why) => say({ warning: `parked: ${why.message}` }),
    }),
    follow: topic ? wholeEventsFrom((after, atMost) => topic.follow(after, atMost)) : wholeEvents,
    startsAnew: beginning.kafka?.mends ?? true,
    signal: stop.signal,
    onPosition: (position, since) => (since === position ? telling.begin(position) : telling.commit(position)),
    onStartAnew: (reason) => {
      telling.beginAnew(reason.log);
      say({ warning: reason.message });
    },
  });
} finally {
  stop.abort();
  await topic?.close();
  await stores.close();
  parentPort?.close();
}

/** How far any pages were asked before, those of other code too, as far as the log goes. */
async function furthest({ store, log }: PageStores): Promise<bigint> {
  const { position: head } = await log.head();
  const asked = (await store.copies()).filter(({ role }) => role !== 'building');
  const positions = asked.map(({ mark }) => (mark.position < head ? mark.position : head));
  return positions.reduce((one, other) => (other > one ? other : one), 0n);
}
