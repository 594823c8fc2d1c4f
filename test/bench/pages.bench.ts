import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { Crowd } from './load/crowd-story.js';
import type { AskedPage, PageLoad, PageLoadDone } from './load/page-load.process.js';
import { runProgram, withProgram } from './programs/child-program.js';
import { makeCrowdedDesk } from './programs/crowded-desk.js';
import { pagesOf } from './programs/crowd-pages.js';
import { withCost } from './programs/desk-cost.js';
import { withDesk } from './programs/serving-desk.js';
import { quantile } from './quantile.js';
import type { RawPages } from './raw/pages.process.js';

const load = new URL('./load/page-load.process.js', import.meta.url);
const rawPages = new URL('./raw/pages.process.js', import.meta.url);
const callers = 50;

let folder = '';
/** What the last run of the product was asked; the raw program is asked the same. */
let asked: readonly AskedPage[] = [];

/** What agents read all day: queues by many filters, tickets, timelines; one by one, and by fifty at a time. */
export const pages: Figure = {
  name: 'pages',
  what: 'queue page, ticket and timeline over HTTP, 50 callers',
  unit: 'pages/s',
  atLeast: '2,000; one by one p99 under 10 ms',
  prepare: async (scale) => {
    folder = await makeCrowdedDesk(crowdOf(scale));
    return () => rm(folder, { recursive: true, force: true });
  },
  product: (scale) =>
    withDesk(folder, async (desk) => {
      asked = await pagesOf(desk, crowdOf(scale));
      const one = await ask({ port: desk.port, pages: asked, callers: 1, requests: requestsOf(scale) });
      const many = { port: desk.port, pages: asked, callers, requests: 5 * requestsOf(scale) };
      await ask({ ...many, requests: requestsOf(scale) });
      return withCost(desk, async () => {
        const { perSecond, waits } = await ask(many);
        const also = { ...waited('one by one', one), 'all at 50 p99 ms': quantile(Object.values(waits).flat(), 0.99) };
        return { messages: many.requests, value: perSecond, also };
      });
    }),
  raws: [{ name: 'raw', run: byHand }],
};

/** p50 and p99 of each kind of page. */
function waited(name: string, { waits }: PageLoadDone): Readonly<Record<string, number>> {
  const figures = Object.entries(waits).flatMap(([kind, each]) => [
    [`${kind} ${name} p50 ms`, quantile(each, 0.5)],
    [`${kind} ${name} p99 ms`, quantile(each, 0.99)],
  ]);
  return Object.fromEntries(figures) as Record<string, number>;
}

async function byHand(scale: Scale): Promise<Measured> {
  const keys = [...new Set(asked.map(({ key }) => key))];
  const push = async ({ port }: { readonly port: number }): Promise<Measured> => {
    const task = { port, pages: asked, callers, requests: requestsOf(scale) };
    await ask(task);
    return { value: (await ask({ ...task, requests: 5 * requestsOf(scale) })).perSecond };
  };
  return withProgram(rawPages, { path: await pageFile(), keys } satisfies RawPages, push);
}

async function pageFile(): Promise<string> {
  const file = (await readdir(join(folder, 'pages'))).find((name) => /^pages\.v\d+\.\d+\.db$/.test(name));
  return join(folder, 'pages', file ?? '');
}

const ask = (task: PageLoad): Promise<PageLoadDone> => runProgram(load, task, { withinSeconds: 600 });
const requestsOf = ({ quick }: Scale): number => (quick ? 100 : 4_000);
const crowdOf = ({ quick, tickets, messages }: Scale): Crowd =>
  quick ? { tickets: 200, messages: 2_000 } : { tickets, messages };
