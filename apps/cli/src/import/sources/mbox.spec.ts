import fc from 'fast-check';
import { mailsOf } from './mbox.js';

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function split(text: string, { size = 7, largest = 10_000 } = {}): Promise<(string | undefined)[]> {
  const mails: (string | undefined)[] = [];
  for await (const { bytes } of mailsOf(inChunks(text, size), largest)) mails.push(bytes?.toString());
  return mails;
}

const separator = 'From sara@post.example Mon Mar  2 09:12:07 2026\n';

describe('an mbox', () => {
  it('falls into its mails, without separators and the blank lines before them', async () => {
    const mbox = `${separator}Subject: one\n\nfirst\n\n${separator}Subject: two\n\nsecond\n`;
    expect(await split(mbox)).toEqual(['Subject: one\n\nfirst\n', 'Subject: two\n\nsecond\n']);
  });

  it('takes the greater-than sign off a line that was hidden from readers', async () => {
    expect(await split(`${separator}\n>From here on\n>>From there\n> From elsewhere\n`)).toEqual([
      '\nFrom here on\n>From there\n> From elsewhere\n',
    ]);
  });

  it('leaves alone a line that begins like a separator and is a sentence', async () => {
    const letter = '\nDear team,\n\nFrom Monday on I am away.\n';
    expect(await split(`${separator}${letter}`)).toEqual([letter]);
  });

  it('knows separators of Thunderbird and of Gmail', async () => {
    const mbox = 'From - Mon Mar 02 09:12:07 2026\na\n\nFrom 17@xxx Mon Mar 02 09:12:07 +0000 2026\nb\n';
    expect(await split(mbox)).toEqual(['a\n', 'b\n']);
  });

  it('keeps line ends and bytes as they are', async () => {
    const mbox = `${separator.replace('\n', '\r\n')}Subject: \xe9\r\n\r\ntext\r\n\r\n${separator}b\n`;
    expect(await split(mbox)).toEqual(['Subject: \xe9\r\n\r\ntext\r\n', 'b\n']);
  });

  it('passes over a mail that is larger than any desk takes, and goes on after it', async () => {
    const mbox = `${separator}${'x'.repeat(500)}\n\n${separator}small\n`;
    expect(await split(mbox, { largest: 100 })).toEqual([undefined, 'small\n']);
  });

  it('falls into the same mails however the file is read', async () => {
    const mbox = [1, 2, 3].map((n) => `${separator}Subject: ${n}\n\n>From ${n}\n\n`).join('');
    const whole = await split(mbox, { size: 10_000 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), async (size) => {
        expect(await split(mbox, { size })).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});
