import { beginChores, beginRelay, startRole, writingParts } from '#apps/sijil/role';
import type { RunningRole, StartOptions } from '#apps/sijil/role';
import { beginDeliveries } from './begin-deliveries.js';
import { beginErasures } from './begin-erasures.js';
import { beginOutbox } from './begin-outbox.js';
import { openPages } from './open-pages.js';

/**
 * What leaves the desk, and what is done without being asked, in a process of its own: outbox, webhooks, the log to Kafka,
 * timekeeper, housekeeping, erasures that were not finished. Each holds a lease; another relay stands by for each, and goes
 * on when that has run out.
 * Errors: those of `startRole`.
 */
export const startRelayRole = (options: StartOptions): Promise<RunningRole> =>
  startRole('relay', options, async (foundation) => {
    const outbox = beginOutbox(foundation);
    const pages = await openPages(foundation);
    foundation.begun(beginChores(foundation, { ...(await writingParts(foundation.stores)), pages }));
    beginErasures(foundation, pages);
    beginDeliveries(foundation);
    beginRelay(foundation);
    return { isWell: () => outbox.isWell };
  });
