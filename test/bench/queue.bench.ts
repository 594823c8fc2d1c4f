import type { Figure } from './figure.js';
import type { QueueLoad, QueueLoadDone } from './load/queue-load.process.js';
import { runProgram } from './programs/child-program.js';
import { withCost } from './programs/desk-cost.js';
import type { Work } from './programs/desk-cost.js';
import { growthDuring } from './programs/memory-growth.js';
import { inboxSecret, withDesk } from './programs/serving-desk.js';
import type { ServingDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import { quantile } from './quantile.js';

const load = new URL('./load/queue-load.process.js', import.meta.url);

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
        const crowd = quick
          ? { visitors: 10, perSecond: 50, seconds: 1, warmUpSeconds: 0 }
          : { visitors: 500, perSecond: 1_000, seconds, warmUpSeconds: 10 };
        return withCost(desk, () => underLoad(desk, { url: desk.url, key: desk.key, secret: inboxSecret, ...crowd }));
      }),
    ),
  raws: [],
};

async function underLoad(desk: ServingDesk, task: QueueLoad): Promise<Work> {
  const run = runProgram<QueueLoadDone>(load, task, { withinSeconds: task.seconds + 120 });
  const growth = await growthDuring(run, desk);
  const { waits, messages, acknowledgedPerSecond } = await run;
  const waited = (share: number): number => quantile(waits, share);
  return {
    messages,
    value: waited(0.99),
    also: {
      p50: waited(0.5),
      max: waited(1),
      probes: waits.length,
      'acknowledged/s': acknowledgedPerSecond,
      ...(growth !== undefined && { 'growth MB': growth }),
    },
  };
}
