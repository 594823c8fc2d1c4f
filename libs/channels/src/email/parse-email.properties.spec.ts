import fc from 'fast-check';
import { arabicMail, mail, parse, parts } from './fixtures/mails.js';

const seeds = [
  mail({ References: '<a@x> <b@x>' }, 'Hello\n\nOn Monday, Care wrote:\n> Hello\n'),
  mail({ 'Content-Type': 'multipart/mixed; boundary="b"' }, parts('b', 'Content-Type: text/html\n\n<p>Hi', 'Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=')),
  mail({ 'Content-Type': 'multipart/alternative; boundary=a' }, parts('a', 'Content-Transfer-Encoding: quoted-printable\n\n=D9=85=D8=B1', 'Content-Type: message/rfc822\n\nSubject: x\n\ny')),
  arabicMail('windows-1256'),
]; // prettier-ignore

/** A mail with a few bytes changed, cut out or doubled. */
const mutated = fc
  .record({
    seed: fc.constantFrom(...seeds),
    edits: fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12, size: 'max' })), { maxLength: 8 }),
  })
  .map(({ seed, edits }) =>
    edits.reduce((bytes, [at, removed, added]) => {
      const start = at % bytes.length;
      return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed), Buffer.from('\n')]);
    }, seed),
  );

/** What mails are made of, in any order. */
const soup = fc
  .array(
    fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=a\n', 'Content-Type: multipart/related; boundary="ab"\n', '\n', '--a', '--ab', '--\n',
      'To: ', 'a@b.c', '<', '>', '"', '(', ')', '=?utf-8?q?', '?=', '=?x?b?', ';', ' name*0*=', "utf-8''", '%D9', '\r\n', '\t',
      'Content-Transfer-Encoding: base64\n', 'AAAA', '====', 'Date: 1 Jan 2026 10:00', 'في 1 كتب:', '> ', 'On x wrote:\n', 'From: ',
    ),
    { maxLength: 120, size: 'max' },
  )
  .map((pieces) => Buffer.from(pieces.join(''))); // prettier-ignore

describe('whatever bytes come in', () => {
  it.each([
    ['any bytes at all', fc.uint8Array({ minLength: 1, maxLength: 600, size: 'max' })],
    ['mails that were damaged on the way', mutated],
    ['pieces of mails in any order', soup],
  ])('reads %s into one message, or says that there is nothing', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(bytes as fc.Arbitrary<Uint8Array>, async (sent) => {
        const { items, refusals } = await parse(sent);
        expect(items.length + refusals.length).toBe(1);
        expect(items.every(({ kind }) => kind === 'message')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same bytes into the same message', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (sent) => {
        expect(await parse(Buffer.from(sent))).toEqual(await parse(sent));
      }),
      { numRuns: 100 },
    );
  });

  it('gives ids that are never blank, and an instant of 24 characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, soup), async (sent) => {
        const [item] = (await parse(sent)).items;
        if (item?.kind !== 'message') return;
        for (const id of [...item.thread.inReplyTo, ...item.thread.references]) expect(id.trim()).not.toBe('');
        if (item.claimedAt !== undefined) expect(item.claimedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['too many parts', `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(50_000)}`],
    ['parts too deep in parts', Array.from({ length: 3_000 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}x\n\n--b${level}x\n`).join('')],
    ['elements too deep in elements', `Content-Type: text/html\n\n${'<div>'.repeat(100_000)}x`],
    ['too many header fields', `${'X: y\n'.repeat(100_000)}\nx`],
    ['too many lines that look like a quote', `\n${'On a\n'.repeat(50_000)}`],
    ['too many ends of lines in a line', `\n${'\r'.repeat(20_000)}x`],
    ['too many recipients', `To: ${'a@b.c, '.repeat(50_000)}\n\nx`],
  ])('reads a mail with %s up to a bound', async (_, text) => {
    const { items } = await parse(Buffer.from(text));
    expect(items).toHaveLength(1);
    const [item] = items;
    expect(item?.kind === 'message' && item.attachments.length <= 100 && item.recipients.length <= 2_000).toBe(true);
  }); // prettier-ignore
});
