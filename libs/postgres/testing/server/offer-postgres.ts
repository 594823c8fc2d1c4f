import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { startPostgres } from './start-postgres.js';
import type { StartedPostgres } from './start-postgres.js';

/** Where suites ask for the server: the port of this machine on which the test run answers. */
export const askedAt = 'SIJIL_TEST_POSTGRES_PORT';

/** What a suite is told: the address of a server, or why there is none. */
export type Offer = { readonly url: string } | { readonly reason: string };

let started: Promise<StartedPostgres> | undefined;
let answering: Server | undefined;

/** Before the first suite: nothing is started until one asks. */
export async function beginToOffer(): Promise<void> {
  const { POSTGRES_URL: given } = process.env;
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
  await (await started?.catch(() => undefined))?.stop();
}

async function offer(given: string | undefined): Promise<Offer> {
  if (given) return { url: given };
  try {
    started ??= startPostgres();
    return { url: (await started).url };
  } catch (fault) {
    return { reason: fault instanceof Error ? fault.message : String(fault) };
  }
}
