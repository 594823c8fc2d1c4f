import { signedHeaders, webhookSignature, webhookSecretsIn } from './index.js';

const written = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const secret = webhookSecretsIn(written)[0] ?? Buffer.alloc(0);
const body = Buffer.from('{"test": 2432232314}');

describe('the signature of a delivery', () => {
  it('is the one that the reference implementation of Standard Webhooks publishes', () => {
    expect(webhookSignature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', body)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('stands beside an id that the same body always has, and no other', () => {
    const first = signedHeaders(body, 1_614_265_330_999, [secret]);
    const again = signedHeaders(Buffer.from(body), 1_614_265_399_000, [secret]);
    expect([first['webhook-timestamp'], again['webhook-timestamp']]).toEqual(['1614265330', '1614265399']);
    expect(first['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(again['webhook-id']).toBe(first['webhook-id']);
    expect(signedHeaders(Buffer.from('{}'), 0, [secret])['webhook-id']).not.toBe(first['webhook-id']);
  });

  it('is there twice while one secret takes the place of another', () => {
    const both = webhookSecretsIn(`${written} ${other}`);
    const { 'webhook-signature': signatures = '', 'webhook-id': id = '' } = signedHeaders(body, 0, both);
    expect(signatures.split(' ')).toEqual(both.map((each) => webhookSignature(each, id, '0', body)));
    expect(both).toHaveLength(2);
  });
});

describe('the secrets of a webhook', () => {
  it.each([
    undefined,
    '',
    'whsec_',
    'a password',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_not/base64?',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    `${written} something else`,
  ])('are none in "%s"', (text) => {
    expect(webhookSecretsIn(text)).toEqual([]);
  });
});
