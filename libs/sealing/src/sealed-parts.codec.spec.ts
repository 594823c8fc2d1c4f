import fc from 'fast-check';
import { decodeSealedParts, encodeSealedParts } from './sealed-parts.codec.js';
import { SealedPartsUnreadable } from './sealing.errors.js';

const name = fc.stringMatching(/^[a-z]+(-\d+)?$/);
const owner = fc.oneof(fc.constant('customer-1'), fc.string({ unit: 'grapheme' }));
const keyId = fc.maxSafeInteger().map(Math.abs);
const inPlace = fc.record({
  keyId,
  owner,
  bytes: fc.uint8Array({ maxLength: 3000, size: 'max' }).map((bytes) => Buffer.from(bytes)),
});
const asBlob = fc.record({ keyId, owner, blob: fc.stringMatching(/^[0-9a-f]{64}$/) });
const parts = fc.dictionary(name, fc.oneof(inPlace, asBlob), { noNullPrototype: true });

const anyBytes = fc.uint8Array().map((bytes) => Uint8Array.of(1, ...bytes));
/** A column of which some bytes are others, or gone. */
const damaged = fc
  .tuple(parts, fc.nat(), fc.nat(3), fc.uint8Array({ maxLength: 4 }))
  .map(([sealed, n, gone, others]) => {
    const column = encodeSealedParts(sealed);
    const at = 1 + (n % column.length);
    return Buffer.concat([column.subarray(0, at), others, column.subarray(at + gone)]);
  });

describe('sealed parts in one column', () => {
  it('come back as they were', () => {
    fc.assert(fc.property(parts, (sealed) => expect(decodeSealedParts(encodeSealedParts(sealed))).toEqual(sealed)));
  });

  it('are the same bytes tomorrow as today', () => {
    const sealed = {
      sender: { keyId: 300, owner: 'customer-1', bytes: Buffer.from('who') },
      content: { keyId: 299, owner: 'customer-1', blob: 'ab'.repeat(32) },
    };
    expect(encodeSealedParts(sealed).toString('hex')).toBe(
      `0102 07636f6e74656e74 ab02 0b637573746f6d65722d31 01${'ab'.repeat(32)} 0673656e646572 ac02 00 00 0377686f`.replaceAll(
        ' ',
        '',
      ),
    );
  });

  it('cost an event without any two bytes', () => {
    expect(encodeSealedParts({})).toEqual(Buffer.from([1, 0]));
  });

  it('are refused when bytes are missing at the end, or too many', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (sealed, n) => {
        const column = encodeSealedParts(sealed);
        expect(() => decodeSealedParts(column.subarray(0, n % column.length))).toThrow(SealedPartsUnreadable);
        expect(() => decodeSealedParts(Buffer.concat([column, Buffer.of(0)]))).toThrow(SealedPartsUnreadable);
      }),
    );
  });

  it('are read or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, damaged), (column) => {
        try {
          decodeSealedParts(column);
        } catch (fault) {
          expect(fault).toBeInstanceOf(SealedPartsUnreadable);
        }
      }),
    );
  });

  it('are refused when newer code wrote them', () => {
    expect(() => decodeSealedParts(Uint8Array.of(2, 0))).toThrow('sealed parts of layout 2');
  });
});
