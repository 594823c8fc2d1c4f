import fc from 'fast-check';
import { compacted, emptyNumbered, itemAt, itemsOf, lastItemWith, placed } from './numbered.js';
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

  it('says the same however often it is written down in between', () => {
    const writes = fc.array(fc.tuple(fc.nat(), fc.integer(), fc.boolean()), { maxLength: 2100, size: 'max' });
    fc.assert(
      fc.property(writes, (thrown) => {
        const array: number[] = [];
        let list: Numbered<number> = emptyNumbered;
        for (const [anywhere, item, writesDown] of thrown) {
          const place = anywhere % (array.length + 1);
          array[place] = item;
          list = placed(writesDown ? compacted(list) : list, place, item);
          expect(itemAt(list, place)).toBe(item);
        }
        expect([...itemsOf(compacted(list))]).toEqual(array);
      }),
      { numRuns: 30 },
    );
  });

  it('writes down again only what was changed', () => {
    const compact = compacted(listOf(Array.from({ length: 3_000 }, (_, place) => place)));
    expect(compacted(compact)).toBe(compact);
    const changed = compacted(placed(compact, 40, 7));
    expect(itemAt(changed, 40)).toBe(7);
    expect(changed.root.length).toBe(compact.root.length);
    expect([...changed.root].filter((branch, at) => branch !== compact.root[at])).toHaveLength(1);
  });

  it('finds the last item with some text, whether its leaf is written down or not', () => {
    const list = listOf(Array.from({ length: 100 }, (_, place) => place % 50));
    for (const either of [list, compacted(list)]) {
      expect(lastItemWith(either, '17', (item) => item === 17)).toBe(17);
      expect(lastItemWith(either, '77', (item) => item === 77)).toBeUndefined();
    }
  });

  it('has nothing where nothing was put', () => {
    for (const place of [-1, 3, 0.5, Number.NaN]) expect(itemAt(listOf([1, 2, 3]), place)).toBeUndefined();
  });
});
