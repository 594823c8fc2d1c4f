import fc from 'fast-check';
import { readJson } from './json-fields.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('reading JSON nobody has checked', () => {
  it('gives what was written', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        expect(readJson(bytesOf(json))).toEqual({ value: JSON.parse(json) as unknown });
      }),
    );
  });

  it('gives nothing for what is no JSON, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([undefined, 'object']).toContain(readJson(bytes) && typeof readJson(bytes));
      }),
    );
    expect(readJson(bytesOf('{"type":'))).toBeUndefined();
    expect(readJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  });

  it('counts brackets, but not those inside text', () => {
    const nested = (depth: number) => bytesOf('['.repeat(depth) + ']'.repeat(depth));
    expect(readJson(nested(64))).toBeDefined();
    expect(readJson(nested(65))).toBeUndefined();
    expect(readJson(nested(1_000_000))).toBeUndefined();
    expect(readJson(bytesOf(JSON.stringify(`\\"${'['.repeat(5000)}`)))).toBeDefined();
  });
});
