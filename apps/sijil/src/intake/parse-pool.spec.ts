import type { InboxProfile, RawEnvelope } from '#channels';
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

  it('read mail as it is read here', async () => {
    pool = new ParsePool();
    const read = await pool.parse(raw('From: lina@example.com\r\nSubject: Hello\r\n\r\nText'), inbox);
    expect(read).toMatchObject({
      items: [{ kind: 'message', subject: 'Hello', handles: [{ value: 'lina@example.com' }] }],
    });
  });

  it('give up an envelope that comes to no end, and none of those that wait behind it', async () => {
    const module = new URL('../../testing/endless.worker.js', import.meta.url);
    pool = new ParsePool({ module, threads: 1, longestMs: 2_000 });
    const endless = expect(pool.parse(raw('', 'endless'), inbox)).rejects.toThrow('did not come to an end');
    const behind = Array.from({ length: 3 }, () => pool.parse(raw(''), inbox));
    await expect(Promise.all(behind)).resolves.toHaveLength(3);
    await endless;
  });
});
