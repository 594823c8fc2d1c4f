import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from './figure.js';
import type { QueueLoad, QueueLoadDone } from './load/queue-load.process.js';
import { runProgram } from './programs/child-program.js';
import { inboxSecret, withDesk } from './programs/serving-desk.js';
import type { ServingDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';

const load = new URL('./load/queue-load.process.js', import.meta.url);
const sampleEveryMs = 500;

/** How long a new customer waits for the queue to show them, while the desk takes a thousand messages a second. */
export const queue: Figure = {
  name: 'queue',
  what: 'message → visible in queue at 1,000/s',
  unit: 'ms (p99)',
  atLeast: 'under 100 ms, memory flat under 400 MB',
  product: ({ quick, seconds }) =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk) => {
        await desk.connectInbox('chat', 'web-chat');
        await desk.connectInbox('probe', 'whatsapp-cloud');
        const crowd = quick ? { visitors: 10, perSecond: 50, seconds: 1 } : { visitors: 500, perSecond: 1_000, seconds };
        const task: QueueLoad = { url: desk.url, key: desk.key, secret: inboxSecret, ...crowd };
        const run = runProgram<QueueLoadDone>(load, task, { withinSeconds: crowd.seconds + 120 });
        const memory = await memoryDuring(run, desk);
        const { waits, messagesPerSecond } = await run;
        return { value: quantile(waits, 0.99), also: { p50: quantile(waits, 0.5), probes: waits.length, 'sent/s': messagesPerSecond, ...memory } };
      }),
    ),
}; // prettier-ignore

/** Peak of the resident memory, and by how much its mean grew from the second to the last third of the run, in MB. */
async function memoryDuring(run: Promise<unknown>, desk: ServingDesk): Promise<Readonly<Record<string, number>>> {
  const samples: number[] = [];
  let isOver = false;
  const over = () => void (isOver = true);
  run.then(over, over);
  while (!isOver) {
    samples.push(await desk.residentMegabytes());
    await Promise.race([run.catch(() => undefined), pause(sampleEveryMs)]);
  }
  const third = Math.ceil(samples.length / 3);
  const growth = mean(samples.slice(-third)) - mean(samples.slice(third, 2 * third));
  return { 'peak MB': Math.max(...samples), 'growth MB': Number.isNaN(growth) ? 0 : growth };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
