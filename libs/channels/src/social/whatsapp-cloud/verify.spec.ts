import { createHmac } from 'node:crypto';
import { answerMetaHandshake, isSignedByMeta } from './verify.js';

const secret = 'app secret';
const body = Buffer.from(String.raw`{"text":"\u0623\u064a\u0646"}`);
const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('Meta’s signature', () => {
  it('holds for the bytes as they came', () => {
    expect(isSignedByMeta(body, signature, secret)).toBe(true);
  });

  it('does not hold for the same JSON written again', () => {
    expect(isSignedByMeta(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), signature, secret)).toBe(false);
  });

  it.each([undefined, '', 'sha256=', signature.slice(0, -1), signature.replace('sha256=', '')])(
    'is not "%s"',
    (wrong) => {
      expect(isSignedByMeta(body, wrong, secret)).toBe(false);
    },
  );

  it('is never made with an empty secret', () => {
    const empty = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
    expect(isSignedByMeta(body, empty, '')).toBe(false);
  });
});

describe('Meta’s question for our address', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'token', 'hub.challenge': '1158201444' };
  const answer = (change: Record<string, string>, token = 'token') =>
    answerMetaHandshake(new Map(Object.entries({ ...query, ...change })), token);

  it('is answered with its challenge', () => {
    expect(answer({})).toBe('1158201444');
  });

  it('is not answered for another token, another mode, or before a token was set', () => {
    expect(answer({ 'hub.verify_token': 'other' })).toBeUndefined();
    expect(answer({ 'hub.mode': 'unsubscribe' })).toBeUndefined();
    expect(answer({ 'hub.verify_token': '' }, '')).toBeUndefined();
  });
});
