import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { LongLog } from './load/long-log.process.js';
import { runProgram, withProgram } from './programs/child-program.js';
import type { ServedFeed, ServeFeed } from './programs/feed.process.js';
import type { RawFeed } from './raw/feed.process.js';

const longLog = new URL('./load/long-log.process.js', import.meta.url);
const serveFeed = new URL('./programs/feed.process.js', import.meta.url);
const rawFeed = new URL('./raw/feed.process.js', import.meta.url);
const withinSeconds = 1800;

let folder = '';
const dataDir = () => join(folder, 'data');

/** How fast a client reads the whole log over HTTP: clear fields, as an analyst; and what opening every text costs. */
export const feed: Figure = {
  name: 'feed',
  what: 'feed read over HTTP, clear fields',
  unit: 'events/s',
  atLeast: '50,000, or 0.5 of rows read and serialised by hand',
  prepare: async (scale) => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-bench-feed-'));
    await runProgram(longLog, { dataDir: dataDir(), events: eventsOf(scale) } satisfies LongLog, { withinSeconds });
    return () => rm(folder, { recursive: true, force: true });
  },
  product: (scale) =>
    withProgram(
      serveFeed,
      { dataDir: dataDir() } satisfies ServeFeed,
      async ({ url, analyst, admin }: ServedFeed): Promise<Measured> => {
        const value = await readAll(url, analyst, eventsOf(scale));
        return { value, also: { 'with text': await readAll(url, admin, eventsOf(scale)) } };
      },
      { withinSeconds },
    ),
  raws: [{ name: 'raw', run: rowsByHand }],
};

/** Events a second over all pages of the feed. */
async function readAll(url: string, key: string, events: number): Promise<number> {
  const start = performance.now();
  let [read, after] = [0, ''];
  while (read < events) {
    const page = await fetch(`${url}/v1/feed?limit=10000${after}`, { headers: { authorization: `Bearer ${key}` } });
    const lines = (await page.text()).trimEnd().split('\n');
    const { bookmark } = JSON.parse(lines.at(-1) ?? '') as { bookmark: string };
    read += lines.length - 1;
    after = `&after=${bookmark}`;
  }
  return (read / (performance.now() - start)) * 1000;
}

async function rowsByHand(scale: Scale): Promise<Measured> {
  const task: RawFeed = { dataDir: dataDir() };
  const { seconds } = await runProgram<{ seconds: number }>(rawFeed, task, { withinSeconds });
  return { value: eventsOf(scale) / seconds };
}

const eventsOf = ({ quick, events }: Scale): number => (quick ? 1_000 : events);
