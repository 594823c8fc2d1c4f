import { existsSync, readdirSync } from 'node:fs';
import { checkCases, corpus, exceptedOfMime, expectedMail, withLineFeeds } from '#channels/testing';
import type { ExpectedAttachment, ExpectedMail } from '#channels/testing';
import type { AttachmentNote, MessagePart, SenderPart } from '#sealing';
import type { TimelineEntry } from '#queries';
import { DeskAtHand } from './desk-at-hand.js';
import { ofType, partOf } from './history.js';
import type { OpenedFact } from './history.js';

/** A mail as the desk has it: its sealed parts, and its place on the timeline. */
interface KeptMail {
  readonly sender: SenderPart;
  readonly content: MessagePart;
  readonly parts: OpenedFact['parts'];
  readonly entry: TimelineEntry | undefined;
}

const mime = { ...corpus('mime'), name: 'mail/mime, door to pages' };
const folder = '../shared/data/mail/mime';
const files = ['rfc', 'legacy', 'malformed', 'thirdparty'].flatMap((group) =>
  existsSync(folder) ? readdirSync(`${folder}/${group}`).filter((file) => file.endsWith('.eml')).map((file) => `${group}/${file}`) : [],
); // prettier-ignore

/** Each mail has an inbox of its own, by which it is found again. */
const inboxOf = (file: string): string => file.replace(/\W/g, '-').toLowerCase();

mime.describe('mails of every kind, from the door to the pages (needs ../shared/data)', () => {
  let kept: ReadonlyMap<string, KeptMail>;
  let refused: number;

  beforeAll(async () => {
    const desk = await DeskAtHand.open();
    try {
      for (const file of files) {
        await desk.connect(inboxOf(file), { kind: 'email', address: 'care@example.com' });
        expect((await desk.push(inboxOf(file), mime.bytes(file), 'message/rfc822')).status).toBe(201);
      }
      await desk.settled();
      kept = await mailsOf(desk);
      refused = (await desk.read<{ refused: readonly unknown[] }>('/v1/quarantine')).refused.length;
    } finally {
      await desk.close();
    }
  });

  it('are all taken, and none lies in quarantine', () => {
    expect([kept.size, refused]).toEqual([files.length, 0]);
  });

  checkCases(mime, files.map((file) => ({ name: file, check: () => checkMail(file, kept.get(inboxOf(file))) })), exceptedOfMime); // prettier-ignore
});

async function mailsOf(desk: DeskAtHand): Promise<ReadonlyMap<string, KeptMail>> {
  const messages = ofType(await desk.history(), 'MessageReceived');
  const customers = new Set(messages.map(({ event }) => event.stream.slice('customer-'.length)));
  const timelines = await Promise.all([...customers].map((customer) => desk.timeline(customer)));
  const entries = new Map(timelines.flat().map((entry) => [entry.id, entry]));
  return new Map(
    messages.map((message) => [
      message.event.clear.inbox,
      {
        sender: partOf<SenderPart>(message, 'sender'),
        content: partOf<MessagePart>(message, 'content'),
        parts: message.parts,
        entry: entries.get(message.event.clear.messageId),
      },
    ]),
  );
}

function checkMail(file: string, mail: KeptMail | undefined): void {
  if (!mail) throw new Error('the mail is not in the log');
  const { content, entry, parts } = mail;
  const expected = expectedMail(mime, file);
  expect([content.subject, entry?.subject]).toEqual([expected.subject, expected.subject]);
  if (expected.text !== undefined) expect(content.text).toBe(expected.text);
  expect(entry?.text).toBe(content.newText || content.text);
  expect(content.html).toBe(expected.html);
  expect(content.attachments.length).toBe(expected.attachments.length);
  expected.attachments.forEach((attachment, at) => checkAttachment(content.attachments[at], attachment, parts));
  expect(entry?.attachments).toBe(content.attachments.filter(({ inline }) => !inline).length);
  checkAddresses(mail, expected);
}

/** A mail is heard from whom it is from, or from the address it wants its answer at, unless that is a mailing list's. */
function checkAddresses({ sender, entry }: KeptMail, { addresses }: ExpectedMail): void {
  expect(entry?.sender).toEqual({ name: sender.name, address: sender.address });
  const writers = usable([...addresses.replyTo, ...addresses.from]).map((address) => address.toLowerCase());
  if (writers.length > 0) expect(writers).toContain(sender.address);
  expect(sender.recipients).toEqual(expect.arrayContaining(usable([...addresses.to, ...addresses.cc])));
}

const usable = (mailboxes: readonly { readonly address: string | null }[]): readonly string[] =>
  mailboxes.flatMap(({ address }) => (address?.includes('@') ? [address] : []));

/** A text is recorded decoded, without saying by which charset: any of the usual ones may have been meant. */
function checkAttachment(note: AttachmentNote | undefined, expected: ExpectedAttachment, parts: KeptMail['parts']) {
  const bytes = parts[note?.part ?? ''] ?? Buffer.alloc(0);
  if (expected.name !== undefined) expect(note?.name).toBe(expected.name);
  if (expected.type !== undefined) expect(note?.contentType).toBe(expected.type);
  if (expected.bytes !== undefined) expect(withLineFeeds(bytes.toString('latin1'))).toBe(expected.bytes);
  if (expected.text !== undefined) {
    expect(['utf8', 'latin1'].map((charset) => withLineFeeds(bytes.toString(charset as BufferEncoding)))).toContain(expected.text); // prettier-ignore
  }
  expect(note?.size).toBe(bytes.length);
}
