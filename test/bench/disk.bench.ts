import type { Figure, Scale } from './figure.js';
import { mailOf } from './load/sample-mail.js';
import { diskUse } from './programs/disk-use.js';
import { withDesk } from './programs/serving-desk.js';
import { inTemporaryFolder } from './programs/temporary-folder.js';
import { passThrough } from './programs/through-the-door.js';

const mailsEach = 50;
const requestsOf = ({ quick }: Scale): number => (quick ? 2 : 200);

/** What lies on the disk of each mail when all of it is written: the raw bytes, the events, the keys and the pages. */
export const disk: Figure = {
  name: 'disk',
  what: 'bytes on disk a mail (5 kB multipart), all stores in files',
  unit: 'bytes a mail',
  atLeast: 'nothing: for sizing',
  product: (scale) =>
    inTemporaryFolder(async (folder) => {
      const mails = requestsOf(scale) * mailsEach;
      const empty = await withDesk(folder, async (desk) => {
        await desk.connectInbox('mail', 'email');
        const before = await diskUse(folder);
        const door = { port: desk.port, path: '/v1/inboxes/mail/envelopes/batch', key: desk.key };
        await passThrough(desk, { ...door, connections: 2, requests: requestsOf(scale), body: 'mail-batch', batch: mailsEach }); // prettier-ignore
        return before;
      });
      const full = Object.entries(await diskUse(folder));
      const each = full.map(([store, bytes]) => [store, (bytes - empty[store as keyof typeof empty]) / mails] as const);
      return { value: each.reduce((sum, [, bytes]) => sum + bytes, 0), also: Object.fromEntries(each) };
    }),
  raws: [{ name: 'the mail itself', run: async (scale) => ({ value: meanMail(requestsOf(scale) * mailsEach) }) }],
};

const meanMail = (mails: number): number =>
  Array.from({ length: mails }, (_, nth) => mailOf(nth).length).reduce((sum, length) => sum + length, 0) / mails;
