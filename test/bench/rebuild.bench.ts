import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Scale } from './figure.js';
import type { LongLog } from './load/long-log.process.js';
import { runProgram } from './programs/child-program.js';
import type { RebuildDone, RebuildTask } from './programs/rebuild.process.js';
import type { RawRebuild } from './raw/rebuild.process.js';

const longLog = new URL('./load/long-log.process.js', import.meta.url);
const rebuild = new URL('./programs/rebuild.process.js', import.meta.url);
const rawRebuild = new URL('./raw/rebuild.process.js', import.meta.url);
const withinSeconds = 1_800;

let folder = '';
const dataDir = (): string => join(folder, 'data');
/** What the last run of the product built; the raw program writes the same rows. */
const pagesDir = (): string => join(folder, 'pages');

/** All pages from the log. One log serves all runs. */
export const rebuildPages: Figure = {
  name: 'rebuild',
  what: 'rebuild of all pages (60 % messages, 25 % ticket, 15 % other)',
  unit: 'events/s',
  atLeast: '0.6 of raw',
  prepare: async (scale) => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-bench-'));
    await runProgram(longLog, { dataDir: dataDir(), events: eventsOf(scale) } satisfies LongLog, { withinSeconds });
    return () => rm(folder, { recursive: true, force: true });
  },
  product: async (scale) => {
    await rm(pagesDir(), { recursive: true, force: true });
    const task: RebuildTask = { dataDir: dataDir(), pagesDir: pagesDir() };
    const { seconds, checkSeconds, peakMegabytes } = await runProgram<RebuildDone>(rebuild, task, { withinSeconds });
    return {
      value: eventsOf(scale) / seconds,
      also: { 'memory MB': peakMegabytes, 'second fold, % of it': (100 * checkSeconds) / seconds },
    };
  },
  raws: [{ name: 'raw', run: rowsByHand }],
};

async function rowsByHand(scale: Scale) {
  const path = join(folder, 'raw-pages.db');
  for (const file of [path, `${path}-wal`, `${path}-shm`]) await rm(file, { force: true });
  const task: RawRebuild = { dataDir: dataDir(), pagesDir: pagesDir(), path };
  const { seconds } = await runProgram<{ seconds: number }>(rawRebuild, task, { withinSeconds });
  return { value: eventsOf(scale) / seconds };
}

const eventsOf = ({ quick, events }: Scale): number => (quick ? 1_000 : events);
