import { eventsTopic, LogFromKafka } from '#messaging';
import { openMessaging } from '#messaging/open';
import { deskCopyist, deskPages, runProjector, wholeEventsFrom } from '#projections';
import type { PageTables } from '#projections';
import { listedLog, plainOpener } from '#projections/testing';
import { openReadStore } from '#read-store/open';
import type { CatchUp } from '../load/catch-up-topic.js';
import type { Projected } from '../load/pg-history.js';
import { serveTask } from './child-program.js';
import { timedWithServer } from './server-times.js';

/** The product: a projector that has nothing reads a topic from its first record to its last, and fills pages with it. */
serveTask(async ({ brokers, deskId, url, events, run }: CatchUp): Promise<Projected> => {
  const stop = new AbortController();
  const messaging = await openMessaging({ brokers, clientId: deskId, tls: false });
  // Nothing is missing from the topic: the log is not asked.
  const log = listedLog([]);
  const alarm = (fault: unknown) => console.error(fault);
  const parts = { topic: messaging.reader(eventsTopic(deskId)), group: `${deskId}.${run}`, epoch: 1, mends: false };
  const topic = new LogFromKafka({ ...parts, log, onHole: alarm, onFault: alarm }, stop.signal);
  const store = await openReadStore<PageTables>(url, deskPages);
  const projected = await timedWithServer(url, () =>
    runProjector({
      ...{ log, store, copyist: deskCopyist(plainOpener()), signal: stop.signal },
      follow: wholeEventsFrom((after, atMost) => topic.follow(after, atMost)),
      onPosition: (position) => position >= BigInt(events) && stop.abort(),
    }),
  );
  await topic.close();
  await store.close();
  return projected;
});
