import { outlineEnvelope } from '#application/open';
import type { InboxProfile, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';
import { sealedAsBytes } from '../../testing/sealed-as-bytes.js';
import { ParsePool } from './parse-pool.js';

const inbox: InboxProfile = { id: 'help', kind: 'email', address: '', ownAddresses: [], region: 'SA', timeZone: 'UTC' };
const raw = (text: string, nativeId = 'n'): RawEnvelope => ({
  bytes: Buffer.from(text),
  contentType: '',
  receivedAt: '2026-03-01T08:00:00.000Z',
  nativeId,
  context: '',
});

describe('the parsing threads', () => {
  let pool: ParsePool;
  afterEach(() => pool.close());

  it('read mail as it is read here, to the byte', async () => {
    pool = new ParsePool();
    const mail = raw(
      'From: لينا <lina@example.com>\r\nSubject: Hello\r\n\r\nWhere is my order and when can I have it?',
    );
    const here = outlineEnvelope(await (await parserFor('email'))(mail, inbox));
    expect(here.items).toMatchObject([{ outline: { handles: [{ value: 'lina@example.com' }], language: 'en' } }]);
    expect(sealedAsBytes(await pool.parse(mail, inbox))).toEqual(sealedAsBytes(here));
  });

  it('give up an envelope that comes to no end, and none of those that wait behind it', async () => {
    const module = new URL('../../testing/endless.worker.js', import.meta.url);
    pool = new ParsePool({ module, threads: 1, longestMs: 2_000 });
    const endless = expect(pool.parse(raw('', 'endless'), inbox)).rejects.toThrow('did not come to an end');
    const behind = Array.from({ length: 3 }, () => pool.parse(raw(''), inbox));
    await expect(Promise.all(behind)).resolves.toHaveLength(3);
    await endless;
  });

  it('tell the fault of one envelope to whoever asked for that one', async () => {
    const module = new URL('../../testing/endless.worker.js', import.meta.url);
    pool = new ParsePool({ module });
    const read = await Promise.allSettled(['a', 'choking', 'b'].map((id) => pool.parse(raw('', id), inbox)));
    expect(read.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('read more envelopes than cross together', async () => {
    pool = new ParsePool({ threads: 2 });
    const texts = Array.from({ length: 100 }, (_, at) => `Subject: ${at}\r\n\r\n${'x'.repeat(20_000)}`);
    const read = await Promise.all(texts.map((text) => pool.parse(raw(text), inbox)));
    const sealed = read.map((envelope) => sealedAsBytes(envelope).items.flatMap(({ plain }) => plain));
    const contents = sealed.map((plain) => plain.find(({ name }) => name === 'content')?.plaintext.toString() ?? '{}');
    expect(contents.map((content) => JSON.parse(content) as unknown)).toMatchObject(
      texts.map((_, at) => ({ subject: String(at), text: 'x'.repeat(20_000) })),
    );
  });
});
