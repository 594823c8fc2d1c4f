import { readFileSync } from 'node:fs';
import { signedHeaders, webhookSecretsIn } from '#webhooks';

type Check = (headers: Record<string, string>, body: Buffer, secret: string, now: number) => boolean;

const script = /```js\n(.*?)```/s.exec(readFileSync('docs/http.md', 'utf8'))?.[1] ?? '';
const secrets = [1, 2, 3].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);
const [old = '', fresh = '', other = ''] = secrets;
const now = Date.parse('2026-03-01T08:00:00.000Z');
const body = Buffer.from('{"records":[{"text":"أين طلبي؟"}]}');

describe('the script on the page of the manual about webhooks', () => {
  let isFromTheDesk: Check;
  beforeAll(async () => {
    const module = `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
    ({ isFromTheDesk } = (await import(module)) as { isFromTheDesk: Check });
  });
  const headers = (at = now, ...by: readonly string[]) => signedHeaders(body, at, webhookSecretsIn(by.join(' ')));

  it('knows a delivery of the desk, also while one secret takes the place of another', () => {
    expect(isFromTheDesk(headers(now, old), body, old, now)).toBe(true);
    for (const known of [old, fresh]) expect(isFromTheDesk(headers(now, fresh, old), body, known, now)).toBe(true);
  });

  it('refuses what somebody else signed, what was changed on the way, and what is old', () => {
    expect(isFromTheDesk(headers(now, other), body, old, now)).toBe(false);
    expect(isFromTheDesk(headers(now, old), Buffer.concat([body, Buffer.from(' ')]), old, now)).toBe(false);
    expect(isFromTheDesk({ ...headers(now, old), 'webhook-id': 'msg_1' }, body, old, now)).toBe(false);
    expect(isFromTheDesk(headers(now - 600_000, old), body, old, now)).toBe(false);
    expect(isFromTheDesk({}, body, old, now)).toBe(false);
  });
});
