import type { Figure } from './figure.js';
import { runProgram } from './programs/child-program.js';
import { withCost } from './programs/desk-cost.js';
import { withDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import { passThrough, warmUp } from './programs/through-the-door.js';
import type { RawMails } from './raw/mail.process.js';

const rawMails = new URL('./raw/mail.process.js', import.meta.url);
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
        const pushed = { connections: 2, requests: quick ? 2 : 400, body: 'mail-batch', batch: mailsEach } as const;
        const task = await warmUp(desk, { ...door, ...pushed });
        return withCost(desk, async () => {
          const { envelopes, ...passage } = await passThrough(desk, task);
          const also = { 'acknowledged/s': passage.acknowledgedPerSecond };
          return { messages: envelopes, value: passage.toPagesPerSecond, also };
        });
      }),
    ),
  raws: [{ name: 'raw', run: ({ quick }) => parsedByOneCore({ mails: quick ? 100 : 20_000 }) }],
};

async function parsedByOneCore(task: RawMails) {
  const { perSecond } = await runProgram<{ perSecond: number }>(rawMails, task, { withinSeconds: 180 });
  return { value: perSecond };
}
