import { eventsTopic } from '#messaging';
import type { KafkaAddress } from '#messaging/open';
import type { Foundation } from '../foundation/index.js';
import { FaultElsewhere } from '../intake/intake-thread.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { Beginning } from '../threads/kept-thread.js';
import { kafkaAddressOf, topicPlan } from './kafka-address.js';
import { KafkaWork } from './kafka-work.js';
import type { Reached } from './kafka-work.js';
import type { RelayBeginning, RelayWord } from './relay-messages.js';

const relayWorker = new URL('./relay.worker.js', import.meta.url);

/**
 * Publishes the log, on a thread of its own, for what it reads and encodes would hold up the door; nothing where the settings
 * name no brokers. Of all processes that would one does. Errors: `KafkaSignInIncomplete`.
 */
export function beginRelay(foundation: Foundation): void {
  const { settings, identity, begun } = foundation;
  const address = kafkaAddressOf(settings, identity.deskId);
  if (address === undefined) return;
  const onFault = (fault: unknown) => foundation.onFault('relay', fault);
  const work = foundation.works.add(new KafkaWork('relay', () => publishedOf(foundation)));
  const thread: KeptThread<RelayWord> = begun(
    new KeptThread({
      name: 'relay',
      module: relayWorker,
      beginning: () => beginningOf(foundation, address),
      hear: (word) => {
        if ('published' in word) {
          thread.provenWell();
          return work.succeeded(word.published);
        }
        if (word.stopped) work.stopped();
        else work.failed();
        onFault(new FaultElsewhere(word.fault));
      },
      onFault,
    }),
  );
}

/** Whichever process publishes. */
async function publishedOf({ stores, identity }: Foundation): Promise<Reached> {
  const [place, { position: head }] = await Promise.all([
    stores.desk.relay.place(eventsTopic(identity.deskId)),
    stores.log.head(),
  ]);
  return { position: place?.position ?? 0n, head };
}

function beginningOf({ settings, stores, identity }: Foundation, address: KafkaAddress): Beginning {
  const { logUrl, deskUrl, leaseSeconds, kafkaLosses } = settings;
  const deskBranch = stores.desk.branch?.();
  const plan = topicPlan(settings, eventsTopic(identity.deskId));
  const mends = kafkaLosses === 'mend';
  const workerData: RelayBeginning = { ...identity, address, plan, mends, logUrl, deskUrl, leaseSeconds, deskBranch };
  return { workerData, transfer: deskBranch ? [deskBranch] : [] };
}
