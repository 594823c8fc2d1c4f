import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { startBroker } from './start-broker.js';
import type { StartedBroker } from './start-broker.js';

/** Where suites ask for the broker: the port of this machine on which the test run answers. */
export const askedAt = 'SIJIL_TEST_KAFKA_PORT';

/** What a suite is told: where brokers are, or why there are none. */
export type Offer = { readonly brokers: string } | { readonly reason: string };

let started: Promise<StartedBroker> | undefined;
let answering: Server | undefined;

/** Before the first suite: nothing is started until one asks. */
export async function beginToOffer(): Promise<void> {
  const { KAFKA_BROKERS: given } = process.env;
  answering = createServer((asker) => {
    asker.on('error', () => undefined);
    void offer(given).then((told) => asker.end(JSON.stringify(told)));
  });
  answering.listen(0, '127.0.0.1').unref();
  await new Promise((resolve) => answering?.once('listening', resolve));
  process.env[askedAt] = String((answering.address() as AddressInfo).port);
}

/** After the last suite. */
export async function endOffer(): Promise<void> {
  answering?.close();
  await (await started?.catch(() => undefined))?.end();
}

async function offer(given: string | undefined): Promise<Offer> {
  if (given) return { brokers: given };
  try {
    started ??= startBroker();
    return { brokers: (await started).brokers };
  } catch (fault) {
    return { reason: fault instanceof Error ? fault.message : String(fault) };
  }
}
