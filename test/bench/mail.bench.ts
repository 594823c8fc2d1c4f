import type { Figure } from './figure.js';
import type { HttpLoad, HttpLoadDone } from './load/http-load.process.js';
import { runProgram } from './programs/child-program.js';
import { withDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import type { RawMails } from './raw/mail.process.js';

const load = new URL('./load/http-load.process.js', import.meta.url);
const rawMails = new URL('./raw/mail.process.js', import.meta.url);
const withinSeconds = 180;
const mailsEach = 50;

/** Mails in batches, from the first request until the pages show the last. */
export const mail: Figure = {
  name: 'mail',
  what: 'mails (5 kB multipart), door to pages',
  unit: 'mails/s',
  atLeast: '0.4 of raw',
  product: ({ quick }) =>
    inTemporaryFolder((folder) =>
      withDesk(folder, async (desk) => {
        await desk.connectInbox('mail', 'email');
        const door = { port: desk.port, path: '/v1/inboxes/mail/envelopes/batch', key: desk.key };
        const task: HttpLoad = {
          ...door,
          connections: 2,
          requests: quick ? 2 : 400,
          body: 'mail-batch',
          batch: mailsEach,
        };
        const { envelopes, milliseconds } = await runProgram<HttpLoadDone>(load, task, { withinSeconds });
        const acknowledged = performance.now();
        await desk.settled();
        return { value: envelopes / ((milliseconds + performance.now() - acknowledged) / 1000) };
      }),
    ),
  raw: async ({ quick }) => {
    const task: RawMails = { mails: quick ? 100 : 20_000 };
    return { value: (await runProgram<{ perSecond: number }>(rawMails, task, { withinSeconds })).perSecond };
  },
};
