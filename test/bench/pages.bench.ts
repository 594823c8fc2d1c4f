import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { Crowd } from './load/crowd-story.js';
import type { Call, CallLoadDone } from './load/call-load.process.js';
import { withProgram } from './programs/child-program.js';
import { readCrowdedDesk } from './programs/crowded-desk.js';
import { callAll } from './programs/calls.js';
import { inNoOrder, pagesOf } from './programs/crowd-pages.js';
import { withCost } from './programs/desk-cost.js';
import { withDesk } from './programs/serving-desk.js';
import { quantile } from './quantile.js';
import type { RawPages } from './raw/pages.process.js';

const rawPages = new URL('./raw/pages.process.js', import.meta.url);
const callers = 50;

let folder = '';
/** What the last run of the product was asked; the raw program is asked the same. */
let asked: readonly Call[] = [];

/** What agents read all day: queues by many filters, tickets, timelines; one by one, and by fifty at a time. */
export const pages: Figure = {
  name: 'pages',
  what: 'queue page, ticket and timeline over HTTP, 50 callers',
  unit: 'pages/s',
  atLeast: '2,000; one by one p99 under 10 ms',
  prepare: async (scale) => {
    const [made, takeAway] = await readCrowdedDesk(crowdOf(scale), scale.keep);
    folder = made;
    return takeAway;
  },
  product: (scale) =>
    withDesk(folder, async (desk) => {
      asked = await pagesOf(desk, crowdOf(scale));
      const one = await ask(desk.port, 1, pagesIn(scale));
      await ask(desk.port, callers, pagesIn(scale));
      return withCost(desk, async () => {
        const { perSecond, waits } = await ask(desk.port, callers, 5 * pagesIn(scale));
        const also = { ...waited('one by one', one), 'all at 50 p99 ms': quantile(Object.values(waits).flat(), 0.99) };
        return { messages: 5 * pagesIn(scale), value: perSecond, also };
      });
    }),
  raws: [{ name: 'raw', run: byHand }],
};

/** p50 and p99 of each kind of page. */
function waited(name: string, { waits }: CallLoadDone): Readonly<Record<string, number>> {
  const figures = Object.entries(waits).flatMap(([kind, each]) => [
    [`${kind} ${name} p50 ms`, quantile(each, 0.5)],
    [`${kind} ${name} p99 ms`, quantile(each, 0.99)],
  ]);
  return Object.fromEntries(figures) as Record<string, number>;
}

async function byHand(scale: Scale): Promise<Measured> {
  const keys = [...new Set(asked.map(({ key }) => key))];
  const push = async ({ port }: { readonly port: number }): Promise<Measured> => {
    await ask(port, callers, pagesIn(scale));
    return { value: (await ask(port, callers, 5 * pagesIn(scale))).perSecond };
  };
  return withProgram(rawPages, { path: await pageFile(), keys } satisfies RawPages, push);
}

async function pageFile(): Promise<string> {
  const file = (await readdir(join(folder, 'pages'))).find((name) => /^pages\.v\d+\.\d+\.db$/.test(name));
  return join(folder, 'pages', file ?? '');
}

const ask = (port: number, connections: number, count: number): Promise<CallLoadDone> =>
  callAll({ port, connections, chains: inNoOrder(asked, count).map((page) => [page]) });
const pagesIn = ({ quick }: Scale): number => (quick ? 100 : 4_000);
const crowdOf = ({ quick, tickets, messages }: Scale): Crowd =>
  quick ? { tickets: 200, messages: 2_000 } : { tickets, messages };
