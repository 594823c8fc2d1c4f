import { join } from 'node:path';
import type { Figure } from './figure.js';
import type { HttpLoad, HttpLoadDone } from './load/http-load.process.js';
import { runProgram } from './programs/child-program.js';
import { withDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import type { RawBatches } from './raw/door-batch.process.js';

const load = new URL('./load/http-load.process.js', import.meta.url);
const rawBatches = new URL('./raw/door-batch.process.js', import.meta.url);
const withinSeconds = 120;

/** The door, a hundred envelopes a request. */
export const doorBatch: Figure = {
  name: 'door-batch',
  what: 'door, batches of 100, durable',
  unit: 'envelopes/s',
  atLeast: '0.5 of raw',
  product: ({ quick }) =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk) => {
        await desk.connectInbox('whatsapp', 'whatsapp-cloud');
        const door = { port: desk.port, path: '/v1/inboxes/whatsapp/envelopes/batch', key: desk.key };
        const task: HttpLoad = {
          ...door,
          connections: 4,
          requests: quick ? 10 : 1_000,
          body: 'cloud-batch',
          batch: 100,
        };
        const { envelopes, milliseconds } = await runProgram<HttpLoadDone>(load, task, { withinSeconds });
        return { value: envelopes / (milliseconds / 1000) };
      }),
    ),
  raw: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const task: RawBatches = { path: join(folder, 'raw.db'), batches: quick ? 10 : 3_000 };
      const { perSecond } = await runProgram<{ perSecond: number }>(rawBatches, task, { withinSeconds });
      return { value: perSecond };
    }),
};
