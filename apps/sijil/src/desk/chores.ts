import { ProcessorLease, systemClock, Timekeeper } from '#application';
import type { DueTickets, InboxRegister, Recorders } from '#application';
import type { Foundation } from '../foundation/index.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { Rebuilds } from '../rebuild/rebuilds.js';
import { Background } from './background.js';
import { Housekeeping } from './housekeeping.js';

/** How often the timekeeper looks, in milliseconds. */
const timekeeperEveryMs = 1_000;

/** What the works of a desk are done with that nobody asks for. */
export interface ChoreTools {
  readonly pages: DueTickets;
  readonly recorders: Recorders;
  readonly inboxes: InboxRegister;
}

/**
 * The works of a desk that nobody asks for: tickets are woken and closed in time, the house is kept. Of all processes that
 * would do each of them one does.
 */
export function beginChores(foundation: Foundation, { pages, recorders, inboxes }: ChoreTools): Background {
  const { settings, stores, clock, holder, onFault } = foundation;
  const background = new Background(onFault);
  const alone = (name: string, work: (signal: AbortSignal) => Promise<void>) => {
    const lease = new ProcessorLease(name, stores.desk.leases, systemClock, settings.leaseSeconds);
    background.run(name, (signal) => lease.workWhileOurs(holder, work, signal));
  };
  const rebuilds = new Rebuilds(pageUrlsOf(settings));
  const faultThere = (fault: unknown) => onFault('timekeeper', fault);
  const timekeeper = new Timekeeper({ due: pages, recorders, inboxes, clock, onFault: faultThere });
  const housekeeping = new Housekeeping(stores.desk, stores.log, clock, (before) => rebuilds.forgetFormer(before));
  alone('timekeeper', (signal) => timekeeper.run(timekeeperEveryMs, signal));
  alone('housekeeping', (signal) => housekeeping.run(signal));
  return background;
}
