import type { Figure, Scale } from './figure.js';
import type { Call } from './load/call-load.process.js';
import { cloudBody } from './load/samples.js';
import type { WatchersDone } from './load/watchers.process.js';
import { callAll } from './programs/calls.js';
import { runProgram } from './programs/child-program.js';
import { commandsEach, ticketWork } from './programs/crowd-commands.js';
import { inNoOrder, pagesOf } from './programs/crowd-pages.js';
import { withCrowdedDesk } from './programs/crowded-desk.js';
import type { ServingDesk } from './programs/serving-desk.js';
import { quantile } from './quantile.js';
import { watchersOf } from './sse.bench.js';

const watchers = new URL('./load/watchers.process.js', import.meta.url);
const connections = 20;
const crowdOf = ({ quick }: Scale) => (quick ? { tickets: 200, messages: 600 } : { tickets: 20_000, messages: 60_000 });
/** What comes in and is asked each second while the door is timed, and for how long. */
const paceOf = ({ quick }: Scale) =>
  quick ? { seconds: 1, envelopes: 50, pages: 50, commands: 50 } : { seconds: 15, envelopes: 500, pages: 500, commands: 500 }; // prettier-ignore

/**
 * Whether connectors feel it when agents read, write and watch: the door’s p99 beside each, and by itself. Whoever does
 * that sits elsewhere: their programs step back, or what is measured would be how few cores they left.
 */
export const beside: Figure = {
  name: 'beside',
  what: 'door p99 at 500/s beside 500 pages/s, 500 commands/s, or 1,000 watchers; to p99 alone',
  unit: 'times (the worst)',
  atLeast: 'at most 1.33',
  product: (scale) =>
    withCrowdedDesk(crowdOf(scale), async (desk) => {
      const knock = knocking(desk, scale);
      const loads = await loadsOn(desk, scale);
      await knock();
      const alone = await knock();
      const besides = new Map<string, number>();
      for (const [name, load] of Object.entries(loads)) {
        const [p99] = await Promise.all([knock(), load()]);
        besides.set(name, p99);
      }
      const also = Object.fromEntries([...besides].map(([name, p99]) => [`beside ${name} ms`, p99]));
      return { value: Math.max(...besides.values()) / alone, also: { 'alone ms': alone, ...also } };
    }),
  raws: [],
};

/** Pushes envelopes by the clock, and answers their p99; none is ever sent again. */
function knocking({ port, key }: ServingDesk, scale: Scale): () => Promise<number> {
  const { seconds, envelopes } = paceOf(scale);
  let sent = 0;
  return async () => {
    const chains = Array.from({ length: seconds * envelopes }, (): readonly Call[] => [
      { kind: 'door', path: '/v1/inboxes/whatsapp/envelopes', key, body: cloudBody((sent += 1)).toString() },
    ]);
    const { waits } = await callAll({ port, connections, chains, chainsPerSecond: envelopes });
    return quantile(waits['door'] ?? [], 0.99);
  };
}

async function loadsOn(desk: ServingDesk, scale: Scale): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const { seconds, pages, commands } = paceOf(scale);
  const asked = inNoOrder(await pagesOf(desk, crowdOf(scale)), seconds * pages).map((page) => [page]);
  const watching = await watchersOf(desk, scale);
  const work = (await ticketWork(desk, crowdOf(scale))).filter(isOnNoneOf(new Set(watching.ticketIds))).slice(0, (seconds * commands) / commandsEach); // prettier-ignore
  const { port } = desk;
  return {
    pages: () => callAll({ port, connections, chains: asked, chainsPerSecond: pages }, true),
    commands: () => callAll({ port, connections, chains: work, chainsPerSecond: commands / commandsEach }, true),
    watchers: () => runProgram<WatchersDone>(watchers, watching, { withinSeconds: 600, stepsBack: true }),
  };
}

/** Tickets that are worked on leave the queue: whoever watches them waits in vain to be told of what changes later. */
const isOnNoneOf =
  (watched: ReadonlySet<string>) =>
  ([first]: readonly Call[]): boolean =>
    !watched.has(first?.path.split('/')[3] ?? '');
