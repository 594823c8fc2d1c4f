import fc from 'fast-check';
import { emptyNumbered, itemAt, itemsOf, placed } from './numbered.js';
import type { Numbered } from './numbered.js';

const listOf = (items: readonly number[]): Numbered<number> =>
  items.reduce<Numbered<number>>((list, item, place) => placed(list, place, item), emptyNumbered);

describe('A numbered list', () => {
  it('does what an array does, through any writes', () => {
    const writes = fc.array(fc.tuple(fc.nat(), fc.integer()), { maxLength: 2100, size: 'max' });
    fc.assert(
      fc.property(writes, (pairs) => {
        const array: number[] = [];
        let list: Numbered<number> = emptyNumbered;
        for (const [anywhere, item] of pairs) {
          const place = anywhere % (array.length + 1);
          array[place] = item;
          list = placed(list, place, item);
        }
        expect([...itemsOf(list)]).toEqual(array);
        expect(list.size).toBe(array.length);
      }),
      { numRuns: 30 },
    );
  });

  it('grows past every level', () => {
    const items = Array.from({ length: 33_000 }, (_, place) => place * 2);
    expect([...itemsOf(listOf(items))]).toEqual(items);
  });

  it('leaves the older one as it was', () => {
    const before = listOf([1, 2, 3]);
    placed(before, 0, 9);
    placed(before, 3, 4);
    expect([...itemsOf(before)]).toEqual([1, 2, 3]);
  });

  it('has nothing where nothing was put', () => {
    for (const place of [-1, 3, 0.5, Number.NaN]) expect(itemAt(listOf([1, 2, 3]), place)).toBeUndefined();
  });
});
