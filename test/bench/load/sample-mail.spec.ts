import PostalMime from 'postal-mime';
import type { MessageItem } from '#channels';
import { parserFor } from '#channels/open';
import { mailOf } from './sample-mail.js';

const inbox = {
  id: 'mail',
  kind: 'email',
  address: 'mail@desk.example',
  ownAddresses: ['mail@desk.example'],
  region: 'SA',
  timeZone: 'Asia/Riyadh',
} as const;

async function read(n: number): Promise<MessageItem> {
  const parse = await parserFor('email');
  const context = { contentType: 'message/rfc822', receivedAt: '2026-01-01T00:00:00.000Z', nativeId: '', context: '' };
  const { items } = await parse({ bytes: mailOf(n), ...context }, inbox);
  if (items[0]?.kind !== 'message') throw new Error('the mail yielded no message');
  return items[0];
}

describe('a sample mail', () => {
  const [first, arabicReply, englishReply] = [6, 11, 22];
  const sample = Array.from({ length: 120 }, (_, n) => mailOf(n));

  it('is the same each time it is written', () => expect(mailOf(3).equals(mailOf(3))).toBe(true));

  it('is about 5 kB long and stands under some twenty header fields', () => {
    const mean = sample.reduce((sum, { length }) => sum + length, 0) / sample.length;
    expect(mean).toBeGreaterThan(4_500);
    expect(mean).toBeLessThan(5_500);
    const head = sample[first]?.toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(head.match(/^[A-Z][\w-]*:/gim)?.length).toBeGreaterThan(19);
  });

  it('has lines as mail systems carry them, in plain ASCII', () => {
    const lines = sample.flatMap((mail) => mail.toString('latin1').split('\r\n'));
    expect(lines.filter((line) => line.length > 100 || /[^\t\x20-\x7e]/.test(line))).toEqual([]);
  });

  it('is one of six in a thread that names every mail before it', async () => {
    const [opening, reply] = [await read(first), await read(arabicReply)];
    expect(opening.thread.references).toEqual([]);
    expect(reply.thread.references).toHaveLength(5);
    expect(reply.thread.references[0]).toBe(opening.thread.ownId);
    expect(reply.handles).toEqual(opening.handles);
  });

  it('quotes the mail before it, and our parser tells the quote from what is new', async () => {
    const [earlier, reply] = [await read(englishReply - 1), await read(englishReply)];
    const [, said = ''] = earlier.newText.split('\n\n');
    expect(reply.text).toContain(said.split('\n')[0]);
    expect(reply.newText).not.toContain(said.split('\n')[0]);
  });

  it.each([arabicReply, englishReply])('reads the same for our parser and for the yardstick (mail %i)', async (n) => {
    const [ours, theirs] = [await read(n), await PostalMime.parse(mailOf(n))];
    expect(ours).toMatchObject({ automatic: 'no', recipients: ['mail@desk.example'], subject: theirs.subject });
    expect([ours.senderName, ours.handles[0]?.value]).toEqual([theirs.from?.name, theirs.from?.address]);
    expect([ours.text.trim(), ours.html.trim()]).toEqual([theirs.text?.trim(), theirs.html?.trim()]);
    expect(ours.attachments.map(({ name, size }) => [name, size])).toEqual([[theirs.attachments[0]?.filename, 192]]);
    expect(ours.subject + ours.attachments[0]?.name).toMatch(/[\u0600-\u06ff–]/);
  });
});
