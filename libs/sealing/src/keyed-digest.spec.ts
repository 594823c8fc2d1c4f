import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { KeyedDigest } from './keyed-digest.js';

const keyed = new KeyedDigest(Buffer.alloc(32, 7));

/** The same letters as several texts: a new one begins behind each letter of which it is so. */
function cut(text: string, behind: readonly boolean[]): readonly string[] {
  const texts = [''];
  for (const [at, isCut] of behind.entries()) {
    texts[texts.length - 1] += text.charAt(at);
    if (isCut) texts.push('');
  }
  return texts;
}

describe('a keyed digest', () => {
  it('is the same tomorrow as today', () => {
    expect(keyed.digest('handle', 'email:lina@example.com')).toBe('mcexhxba62kgt6wj95sqbrw30j');
  });

  it('is the first 130 bits of the HMAC, five bits a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const pieces = ['item', text].flatMap((part) => {
          const length = Buffer.alloc(4);
          length.writeUInt32BE(Buffer.byteLength(part));
          return [length, Buffer.from(part)];
        });
        const mac = createHmac('sha256', Buffer.alloc(32, 7)).update(Buffer.concat(pieces)).digest();
        const bits = [...mac].map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(0, 130); // prettier-ignore
        const letters = bits.match(/.{5}/g)?.map((five) => '0123456789abcdefghjkmnpqrstvwxyz'[parseInt(five, 2)]);
        expect(keyed.digest('item', text)).toBe(letters?.join(''));
      }),
    );
  });

  it('tells any two lists of texts apart, wherever they are cut', () => {
    const cuts = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom('ababab', 'aaa', '', 'لالا'), cuts, cuts, (text, here, there) => {
        const [one, other] = [cut(text, here), cut(text, there)];
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(keyed.digest('x', ...one) === keyed.digest('x', ...other)).toBe(same);
      }),
    );
    expect(keyed.digest('x', 'ab', 'c')).not.toBe(keyed.digest('x', 'a', 'bc'));
    expect(keyed.digest('x', 'a')).not.toBe(keyed.digest('xa'));
  });

  it('means nothing to whoever has another key', () => {
    const stranger = new KeyedDigest(Buffer.alloc(32, 8));
    expect(stranger.digest('handle', 'x')).not.toBe(keyed.digest('handle', 'x'));
  });
});
