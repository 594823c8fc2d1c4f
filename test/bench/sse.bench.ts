import type { Figure, Scale } from './figure.js';
import type { Watchers, WatchersDone } from './load/watchers.process.js';
import { runProgram } from './programs/child-program.js';
import { withCrowdedDesk } from './programs/crowded-desk.js';
import { withCost } from './programs/desk-cost.js';
import type { ServingDesk } from './programs/serving-desk.js';
import { quantile } from './quantile.js';

const watchers = new URL('./load/watchers.process.js', import.meta.url);
const watched = 'inbox=support';
const crowd = { tickets: 20_000, messages: 60_000 };
const quickCrowd = { tickets: 200, messages: 600 };

/** From an agent's command until those who watch the queue have the row: a thousand clients, two hundred changes a second. */
export const sse: Figure = {
  name: 'sse',
  what: 'change → received, 1,000 clients on one queue, 200 changes/s',
  unit: 'ms (p99)',
  atLeast: 'under 250',
  product: (scale) =>
    withCrowdedDesk(scale.quick ? quickCrowd : crowd, async (desk) => {
      const task = await watchersOf(desk, scale);
      return withCost(desk, async () => {
        const { waits, missed, bytes } = await runProgram<WatchersDone>(watchers, task, { withinSeconds: 600 });
        const also = { p50: quantile(waits, 0.5), max: quantile(waits, 1), missed, 'MB told': bytes / 1024 ** 2 };
        return { messages: task.ticketIds.length, value: quantile(waits, 0.99), also };
      });
    }),
  raws: [],
};

/** A thousand clients and twenty seconds of changes. */
export async function watchersOf(desk: ServingDesk, { quick }: Pick<Scale, 'quick'>): Promise<Watchers> {
  const key = await desk.issueKey('supervisor');
  const ticketIds = await standingIn(desk, quick ? 40 : 4_000);
  const clients = quick ? 20 : 1_000;
  return { port: desk.port, path: `/v1/live/queue?${watched}`, key, clients, ticketIds, perSecond: 200 };
}

/** Tickets of the watched queue that are of normal priority. */
async function standingIn(desk: ServingDesk, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let next: string | undefined = '';
  while (next !== undefined && ids.length < count) {
    const path = `/v1/queue?${watched}&priority=normal&limit=200${next === '' ? '' : `&cursor=${next}`}`;
    const page: QueuePage = await desk.read(path);
    ids.push(...page.tickets.map(({ ticketId }) => ticketId));
    next = page.next;
  }
  return ids.slice(0, count);
}
interface QueuePage {
  readonly tickets: readonly { readonly ticketId: string }[];
  readonly next?: string;
}
