import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import { factsATicket } from './load/long-file-story.js';
import type { LongFile } from './load/long-file.process.js';
import { runProgram } from './programs/child-program.js';
import type { LongFileCommands, LongFileTimes } from './programs/long-file.process.js';
import { quantile } from './quantile.js';

const write = new URL('./load/long-file.process.js', import.meta.url);
const ask = new URL('./programs/long-file.process.js', import.meta.url);
const withinSeconds = 600;
/** Events of the file, and how many of them stand behind its snapshot: half of what there may be. */
const sizeOf = ({ quick }: Scale) => (quick ? { events: 2_000, since: 400 } : { events: 100_000, since: 500 });

let dataDir = '';
let snapshotBytes = 0;

/** A command to a file of 100,000 events, 25,000 tickets among them, by a process that never met it. */
export const longFile: Figure = {
  name: 'long-file',
  what: 'a command on a file of 100,000 events with an empty cache, durable',
  unit: 'ms (p50)',
  atLeast: 'under 50 ms',
  prepare: async (scale) => {
    const folder = await mkdtemp(join(tmpdir(), 'sijil-bench-'));
    dataDir = join(folder, 'data');
    const task: LongFile = { dataDir, ...sizeOf(scale) };
    ({ bytes: snapshotBytes } = await runProgram<{ bytes: number }>(write, task, { withinSeconds }));
    return () => rm(folder, { recursive: true, force: true });
  },
  product: async (scale) => {
    const { value, also } = await commandsOn(scale, true, scale.quick ? 5 : 60);
    return { value, also: { ...also, 'snapshot kB': snapshotBytes / 1000 } };
  },
  raws: [{ name: 'without snapshots', run: (scale) => commandsOn(scale, false, scale.quick ? 1 : 3) }],
};

async function commandsOn(scale: Scale, withSnapshots: boolean, commands: number): Promise<Measured> {
  const task: LongFileCommands = { dataDir, commands, withSnapshots, tickets: sizeOf(scale).events / factsATicket };
  const { waits, work } = await runProgram<LongFileTimes>(ask, task, { withinSeconds });
  return { value: quantile(waits, 0.5), also: { 'p99 ms': quantile(waits, 0.99), 'CPU ms': quantile(work, 0.5) } };
}
