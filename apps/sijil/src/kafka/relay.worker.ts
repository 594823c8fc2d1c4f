import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { Relay, systemClock } from '#application';
import { openDeskStore } from '#desk-store/open';
import { openEventLogReader } from '#event-log/open';
import { openMessaging } from '#messaging/open';
import { Background } from '../desk/background.js';
import { wordsOf } from '../fault-words.js';
import { stepBack } from '../threads/step-back.js';
import type { RelayBeginning, RelayWord } from './relay-messages.js';

// The relay's thread: publishes the log to Kafka until it is told to stop.
const { address, plan, mends, logUrl, deskUrl, deskBranch, deskId, epoch, leaseSeconds } = workerData as RelayBeginning;
const say = (word: RelayWord) => parentPort?.postMessage(word);
const tellFault = (fault: unknown, stopped = false) => say({ fault: wordsOf(fault), stopped });

stepBack();
const store = await openDeskStore(deskUrl, { hold: false, branch: deskBranch });
const log = await openEventLogReader(logUrl);
const messaging = await openMessaging(address);
const parts = { store, log, deskId, epoch, mends, leaseSeconds, topic: messaging.writer(plan), clock: systemClock };
const relay = new Relay({
  ...parts,
  onFault: (fault) => tellFault(fault),
  onPublished: (_, events) => say({ published: events }),
});
const background = new Background((_, fault) => tellFault(fault, true));
// One name for all tries: a relay that begins anew after a fault meets its own lease.
const holder = randomUUID();
background.run('relay', (signal) => relay.run(holder, signal));

parentPort?.on('message', () => void stop());

async function stop(): Promise<void> {
  await background.stop();
  for (const each of [log, store]) await each.close();
  parentPort?.close();
}
