import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Services that the suites of a run share. */
export type ServiceName = 'kafka' | 'postgres';

/** What a suite is told: where the service is, or why there is none. */
export type Offer = { readonly address: string } | { readonly reason: string };

/** Names the port of this machine on which the test run answers, in the environment of its suites. */
export const askedAt = 'SIJIL_TEST_SERVICES_PORT';

/** Asks the test run for a service; the first to ask waits until it is started. */
export async function askFor(name: ServiceName): Promise<Offer> {
  const port = Number(process.env[askedAt]);
  if (!port) return { reason: 'the test run offers none' };
  return JSON.parse(await text(connect(port, '127.0.0.1').end(name))) as Offer;
}

/**
 * Jest's `describe` for suites whose service is not to be had: it skips them and says why in their titles.
 * Errors: in CI (`CI=true`) `Error`, for there it must be had.
 */
export function skippedWithout(service: string, reason: string): (title: string, tests: () => void) => void {
  if (process.env['CI'] === 'true') throw new Error(`there is no ${service}, and CI must have one: ${reason}`);
  return (title, tests) => describe.skip(`${title} (skipped, there is no ${service}: ${reason})`, tests);
}
