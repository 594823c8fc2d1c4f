import { join } from 'node:path';
import type { Figure, Measured, Scale } from './figure.js';
import type { Call } from './load/call-load.process.js';
import { callAll } from './programs/calls.js';
import { withProgram } from './programs/child-program.js';
import { commandsEach, ticketWork } from './programs/crowd-commands.js';
import { withCrowdedDesk } from './programs/crowded-desk.js';
import { withCost } from './programs/desk-cost.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import { quantile } from './quantile.js';
import type { RawCommands } from './raw/commands.process.js';

const rawCommands = new URL('./raw/commands.process.js', import.meta.url);
const connections = 50;
/** Tickets worked on; nearly half of a crowd waits for somebody to take it. */
const worked = ({ quick }: Scale): number => (quick ? 20 : 4_000);
const crowdOf = (scale: Scale) => ({ tickets: 3 * worked(scale), messages: 15 * worked(scale) });

/** What the last run of the product was told; the raw program is told the same. */
let told: readonly (readonly Call[])[] = [];

/** Agents at work: they claim, tag, note, reply and resolve, each command durable before it is answered. */
export const commands: Figure = {
  name: 'commands',
  what: 'agents’ commands over HTTP, durable, 50 connections',
  unit: 'commands/s',
  atLeast: '3,000',
  product: (scale) =>
    withCrowdedDesk(crowdOf(scale), async (desk) => {
      told = (await ticketWork(desk, crowdOf(scale))).slice(0, worked(scale));
      const [warm, rest] = halves();
      await callAll({ port: desk.port, connections, chains: warm });
      return withCost(desk, async () => {
        const { perSecond, waits } = await callAll({ port: desk.port, connections, chains: rest });
        const p99 = quantile(Object.values(waits).flat(), 0.99);
        return { messages: rest.length * commandsEach, value: perSecond, also: { 'p99 ms': p99 } };
      });
    }),
  raws: [{ name: 'raw', run: byHand }],
};

/** A quarter to warm up, and what is measured. */
function halves(): readonly [(readonly Call[])[], (readonly Call[])[]] {
  const warm = Math.ceil(told.length / 4);
  return [told.slice(0, warm), told.slice(warm)];
}

function byHand(): Promise<Measured> {
  return inTemporaryFolder((folder) => {
    const task: RawCommands = { path: join(folder, 'raw.db'), keys: [...new Set(told.flat().map(({ key }) => key))] };
    return withProgram(rawCommands, task, async ({ port }: { readonly port: number }) => {
      const [warm, rest] = halves();
      await callAll({ port, connections, chains: warm });
      return { value: (await callAll({ port, connections, chains: rest })).perSecond };
    });
  });
}
