import fc from 'fast-check';
import { readVisitorToken, signVisitorToken } from './visitor-token.js';

const secret = 'the site’s secret';
const check = { secret, inbox: 'shop', now: '2026-03-01T08:00:00.000Z' };
const token = {
  visitor: 'v1',
  session: 's1',
  name: 'Lina',
  email: 'lina@example.com',
  phone: '0501234567',
  exp: 1_772_352_060,
};

describe('a visitor’s token', () => {
  it('tells what the site signed', () => {
    expect(readVisitorToken(signVisitorToken(token, secret), check)).toEqual({
      kind: 'known',
      visitor: {
        visitor: 'v1',
        session: 's1',
        expiresAt: '2026-03-01T08:01:00.000Z',
        name: 'Lina',
        email: 'lina@example.com',
        phone: '0501234567',
      },
    });
  });

  it('may say no more than who it is: one conversation, for ever', () => {
    expect(readVisitorToken(signVisitorToken({ visitor: 'v1' }, secret), check)).toEqual({
      kind: 'known',
      visitor: { visitor: 'v1', session: 'v1', expiresAt: '9999-12-31T23:59:59.999Z' },
    });
  });

  it('is good until its end, and not from then on', () => {
    const signed = signVisitorToken(token, secret);
    expect(readVisitorToken(signed, { ...check, now: '2026-03-01T08:00:59.999Z' }).kind).toBe('known');
    expect(readVisitorToken(signed, { ...check, now: '2026-03-01T08:01:00.000Z' })).toEqual({
      kind: 'refused',
      code: 'CHAT.TOKEN_EXPIRED',
    });
  });

  it('is good for the inbox it names', () => {
    const signed = signVisitorToken({ ...token, inbox: 'shop' }, secret);
    expect(readVisitorToken(signed, check).kind).toBe('known');
    expect(readVisitorToken(signed, { ...check, inbox: 'bank' })).toEqual({
      kind: 'refused',
      code: 'CHAT.TOKEN_OF_OTHER_INBOX',
    });
  });

  it('of another secret, or of none, is forged', () => {
    const forged = { kind: 'refused', code: 'CHAT.TOKEN_FORGED' };
    expect(readVisitorToken(signVisitorToken(token, 'other'), check)).toEqual(forged);
    expect(readVisitorToken(signVisitorToken(token, secret), { ...check, secret: '' })).toEqual(forged);
    expect(() => signVisitorToken(token, '')).toThrow(RangeError);
  });

  it.each(['', '.', 'a.', '.b', 'abc', 'a.b.c'])('is not "%s"', (text) => {
    expect(readVisitorToken(text, check)).toEqual({ kind: 'refused', code: 'CHAT.TOKEN_MALFORMED' });
  });

  it('that the site signed without a visitor, or with an odd end, is none', () => {
    const signed = (payload: object) =>
      readVisitorToken(signVisitorToken(payload as { visitor: string }, secret), check);
    const malformed = { kind: 'refused', code: 'CHAT.TOKEN_MALFORMED' };
    expect([signed({}), signed({ visitor: 'v1', exp: 'soon' }), signed({ visitor: 'v1', exp: -1 })]).toEqual([
      malformed,
      malformed,
      malformed,
    ]);
  });

  it('is not good any more once a letter is changed', () => {
    const signed = signVisitorToken(token, secret);
    fc.assert(
      fc.property(fc.nat({ max: signed.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (n, letter) => {
        fc.pre(signed[n] !== letter);
        expect(readVisitorToken(signed.slice(0, n) + letter + signed.slice(n + 1), check).kind).toBe('refused');
      }),
    );
  });

  it('never makes the reader fail', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(readVisitorToken(text, check).kind).toBe('refused')));
  });
});
