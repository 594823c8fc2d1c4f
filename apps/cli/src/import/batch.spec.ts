import { Batch } from './batch.js';

const piece = (size: number) => ({ bytes: Buffer.alloc(size), contentType: 'text/csv', source: 'x' });

describe('a batch of pieces', () => {
  it('is one line a piece, as the door reads it', () => {
    const batch = new Batch();
    batch.add({ bytes: Buffer.from('hello'), contentType: 'message/rfc822', source: 'a.eml' });
    expect(batch.body).toBe('{"contentType":"message/rfc822","bodyBase64":"aGVsbG8="}\n');
  });

  it('holds a thousand pieces and no more', () => {
    const batch = new Batch();
    const taken = Array.from({ length: 1_001 }, () => batch.add(piece(1)));
    expect(taken.indexOf(false)).toBe(1_000);
  });

  it('stays below eight mebibytes', () => {
    const batch = new Batch();
    while (batch.add(piece(1_500_000)));
    expect(batch.body.length).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(batch.pieces.length).toBeGreaterThan(2);
  });

  it('leaves a very large piece to travel alone', () => {
    expect(Batch.takes(piece(20 * 1024 * 1024))).toBe(false);
  });
});
