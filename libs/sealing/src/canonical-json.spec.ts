import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import type { JsonValue } from './canonical-json.js';

const text = fc.string({ unit: 'grapheme' });
const json = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<JsonValue>;

describe('canonical JSON', () => {
  it('says what the reference library says, for any JSON', () => {
    fc.assert(fc.property(json, (value) => expect(canonicalJson(value)).toBe(canonicalize(value))));
  });

  it('says what the reference library says, for any clear fields', () => {
    const clear = fc.dictionary(text, fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.array(text)));
    fc.assert(fc.property(clear, (fields) => expect(canonicalJson(fields)).toBe(canonicalize(fields))));
  });

  it('does not care in which order fields were written', () => {
    const twice = fc.tuple(fc.dictionary(text, text), fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(twice, ([fields, places]) => {
        const shuffled = Object.entries(fields).map((entry) => ({ entry, place: places.next().value as number }));
        shuffled.sort((one, other) => one.place - other.place);
        const other = Object.fromEntries(shuffled.map(({ entry }) => entry));
        expect(canonicalJson(other)).toBe(canonicalJson(fields));
      }),
    );
  });

  it('sorts names by UTF-16 code unit, not by alphabet or number', () => {
    const fields = { é: 1, z: 2, '10': 3, '9': 4, '€': 5, '\u{1f600}': 6, '\ufb33': 7, A: 8 };
    expect(canonicalJson(fields)).toBe('{"10":3,"9":4,"A":8,"z":2,"é":1,"€":5,"\u{1f600}":6,"\ufb33":7}');
  });

  it('leaves absent fields out', () => {
    expect(canonicalJson({ answers: undefined, inbox: 'mail' })).toBe('{"inbox":"mail"}');
  });

  it('gives half a surrogate pair one form', () => {
    expect(canonicalJson('\ud83d')).toBe(String.raw`"\ud83d"`);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %p, which JSON cannot hold', (value) => {
    expect(() => canonicalJson({ value })).toThrow(RangeError);
  });
});
