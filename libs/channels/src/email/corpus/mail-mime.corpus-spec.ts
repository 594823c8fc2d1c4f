import { existsSync, readdirSync } from 'node:fs';
import type { Attachment } from '../../item.js';
import { decodeBytes, parseAddressList, readEntity } from '../mime/index.js';
import { checkCases, corpus, messageIn } from './corpus.js';
import { exceptedOfMime } from './excepted.js';
import { expectedMail, withLineFeeds } from './mail-mime.expected.js';
import type { ExpectedAttachment } from './mail-mime.expected.js';

const mime = corpus('mime');

const folder = (group: string): string => `../shared/data/mail/mime/${group}`;
const files = ['rfc', 'legacy', 'malformed', 'thirdparty'].flatMap((group) =>
  existsSync(folder(group)) ? readdirSync(folder(group)).filter((file) => file.endsWith('.eml')).map((file) => `${group}/${file}`) : [],
); // prettier-ignore

mime.describe('mails of the MIME corpus (needs ../shared/data)', () => {
  checkCases(mime, files.map((file) => ({ name: file, check: () => checkMail(file) })), exceptedOfMime); // prettier-ignore
});

async function checkMail(file: string): Promise<void> {
  const expected = expectedMail(mime, file);
  const message = await messageIn(mime.bytes(file));
  expect(message.subject).toBe(expected.subject);
  if (expected.text !== undefined) expect(message.text).toBe(expected.text);
  expect(message.html).toBe(expected.html);
  expect(message.attachments.length).toBe(expected.attachments.length);
  expected.attachments.forEach((attachment, index) => checkAttachment(message.attachments[index], attachment));
  for (const name of ['from', 'to', 'cc'] as const) expect(addressesIn(file, name)).toEqual(expected.addresses[name]);
}

function addressesIn(file: string, name: string): unknown {
  const raw = readEntity(mime.bytes(file)).headers.raw(name);
  return parseAddressList(raw).map((mailbox) => ({ name: mailbox.name || null, address: mailbox.address || null }));
}

/** A text is recorded decoded, without saying by which charset: any of the usual ones may have been meant. */
function checkAttachment(attachment: Attachment | undefined, expected: ExpectedAttachment): void {
  const bytes = attachment?.bytes ?? new Uint8Array();
  if (expected.name !== undefined) expect(attachment?.name).toBe(expected.name);
  if (expected.type !== undefined) expect(attachment?.contentType).toBe(expected.type);
  if (expected.bytes !== undefined) expect(withLineFeeds(Buffer.from(bytes).toString('latin1'))).toBe(expected.bytes);
  if (expected.text !== undefined) {
    const read = ['utf-8', 'iso-8859-1'].map((charset) => withLineFeeds(decodeBytes(bytes, charset)));
    expect(read).toContain(expected.text);
  }
}
