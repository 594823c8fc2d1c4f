import { createHmac, hash } from 'node:crypto';
import { isSignedByTwilio } from './verify.js';

const token = 'auth token';
const sign = (text: string): string => createHmac('sha1', token).update(text).digest('base64');
const form = { url: 'https://desk.example/hooks?x=1', contentType: 'application/x-www-form-urlencoded' };

describe('Twilio’s signature', () => {
  it('covers the address and the form’s fields by name, each value once', () => {
    const body = Buffer.from('To=%2B1&From=%2B2&To=%2B1&To=%2B0&Body=a+b');
    const signature = sign('https://desk.example/hooks?x=1Bodya bFrom+2To+0To+1');
    expect(isSignedByTwilio({ ...form, body }, signature, token)).toBe(true);
    expect(isSignedByTwilio({ ...form, body: Buffer.from('To=%2B1') }, signature, token)).toBe(false);
    expect(isSignedByTwilio({ ...form, body, url: 'https://desk.example/hooks?x=2' }, signature, token)).toBe(false);
  });

  it.each(['https://desk.example/a', 'https://desk.example:443/a', 'https://desk.example:8443/a'])(
    'of %s may leave the port out or spell it',
    (url) => {
      const body = new Uint8Array(0);
      const port = new URL(url).port || '443';
      expect(isSignedByTwilio({ ...form, url, body }, sign('https://desk.example/a'), token)).toBe(true);
      expect(isSignedByTwilio({ ...form, url, body }, sign(`https://desk.example:${port}/a`), token)).toBe(true);
    },
  );

  it('covers any other body by the digest in the address', () => {
    const body = Buffer.from('{"a":1}');
    const url = `https://desk.example/a?bodySHA256=${hash('sha256', body, 'hex')}`;
    const request = { url, contentType: 'application/json', body };
    expect(isSignedByTwilio(request, sign(url), token)).toBe(true);
    expect(isSignedByTwilio({ ...request, body: Buffer.from('{"a":2}') }, sign(url), token)).toBe(false);
    expect(isSignedByTwilio({ ...request, url: 'https://desk.example/a' }, sign('https://desk.example/a'), token)).toBe(
      false,
    );
  });

  it('is not a missing one, nor one for an address that is none, nor one made without a token', () => {
    const body = new Uint8Array(0);
    expect(isSignedByTwilio({ ...form, body }, undefined, token)).toBe(false);
    expect(isSignedByTwilio({ ...form, url: 'desk', body }, sign('desk'), token)).toBe(false);
    const empty = createHmac('sha1', '').update(form.url).digest('base64');
    expect(isSignedByTwilio({ ...form, body }, empty, '')).toBe(false);
  });
});
