import PostalMime from 'postal-mime';
import { mailOf } from '../load/sample-mail.js';
import { serveTask } from '../programs/child-program.js';

/** The same mails through a MIME library on one core: parsed, and thrown away. */
export interface RawMails {
  readonly mails: number;
}

serveTask(async ({ mails }: RawMails): Promise<{ readonly perSecond: number }> => {
  const bytes = Array.from({ length: mails }, (_, n) => mailOf(n));
  for (const mail of bytes.slice(0, mails / 4)) await PostalMime.parse(mail);
  const start = performance.now();
  for (const mail of bytes) await PostalMime.parse(mail);
  return { perSecond: mails / ((performance.now() - start) / 1000) };
});
