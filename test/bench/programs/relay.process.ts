import { Relay, systemClock } from '#application';
import { openDeskStore } from '#desk-store/open';
import { openEventLogReader } from '#event-log/open';
import { eventsTopic } from '#messaging';
import { openMessaging } from '#messaging/open';
import { partitions, timed } from '../load/relayed-log.js';
import type { Relayed, Relays } from '../load/relayed-log.js';
import { serveTask } from './child-program.js';

/** The product: reads the log, publishes, notes in the desk store how far it is; all of it under a lease. */
serveTask(async ({ logUrl, brokers, deskId, events }: Relays): Promise<Relayed> => {
  const [log, store] = [await openEventLogReader(logUrl), await openDeskStore('memory:')];
  const messaging = await openMessaging({ brokers, clientId: deskId, tls: false });
  const topic = messaging.writer({ topic: eventsTopic(deskId), partitions, replicas: 1 });
  await topic.prepare();
  const done = new AbortController();
  const relay = new Relay({
    ...{ store, log, topic, deskId, epoch: 1, clock: systemClock },
    onFault: (fault) => {
      throw fault;
    },
    onPublished: (position) => position >= BigInt(events) && done.abort(),
  });
  const relayed = await timed(events, () => relay.run('bench', done.signal));
  await log.close();
  await store.close();
  return relayed;
});
