import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { NameFilter } from './name-filter.js';

const ids = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('the filter of a run of names', () => {
  it('never denies an id that is there, also after it was stored', () => {
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 50, size: 'max' }), (added) => {
        const filter = NameFilter.empty(added.length);
        added.forEach((id) => filter.add(id));
        const stored = NameFilter.stored(Uint8Array.from(filter.bits));
        expect(added.filter((id) => !filter.mayHold(id) || !stored.mayHold(id))).toEqual([]);
      }),
    );
  });

  it('is wrong about fewer than one in a hundred ids that are not there', () => {
    const filter = NameFilter.empty(2000);
    const random = () => randomBytes(16).toString('latin1');
    for (let added = 0; added < 2000; added++) filter.add(random());
    const wrong = Array.from({ length: 10_000 }, random).filter((id) => filter.mayHold(id));
    expect(wrong.length).toBeLessThan(100);
  });
});
