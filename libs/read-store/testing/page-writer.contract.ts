import { bytes, integer, optionalText, RowRefused, table, text } from '../src/index.js';
import type { PageChanges, PageSet, PageWriter, Row, Table, TableChanges } from '../src/index.js';

const guests = table({
  name: 'guests',
  columns: { guestId: text(), room: optionalText(), age: integer() },
  key: ['guestId'],
  indexes: [['room']],
});
const nights = table({
  name: 'nights',
  kind: 'sums',
  columns: { month: text(), floor: integer(), nights: integer(), breakfasts: integer() },
  key: ['month', 'floor'],
});
const letters = table({
  name: 'letters',
  kind: 'words',
  columns: { position: integer(), text: text() },
  key: ['position'],
});

const portraits = table({
  name: 'portraits',
  columns: { guestId: text(), picture: bytes() },
  key: ['guestId'],
});

/** Tables of a small guest house, one of each kind. */
export const guestHouse = { guests, nights, letters, portraits };
export const guestHousePages: PageSet = {
  version: 1,
  tables: [guests, nights, letters, portraits],
};

/** Changes of one table, as `commit` takes them. */
export const changing = (of: Table, puts: readonly Row[], drops: TableChanges['drops'] = []): PageChanges =>
  new Map([[of, { puts, drops }]]);

/** A mark at a position, with a hash that follows from it. */
export const markAt = (position: number) => ({ position: BigInt(position), hash: Uint8Array.of(position) });

/** What every writer of pages keeps to. `open` makes empty pages of the guest house. */
export function describePageWriter(driver: string, open: () => Promise<PageWriter>): void {
  describe(`writing pages: ${driver}`, () => {
    let pages: PageWriter;
    beforeEach(async () => {
      pages = await open();
    });
    afterEach(() => pages.close());

    const ann = { guestId: 'ann', room: '12', age: 41 };
    const bob = { guestId: 'bob', room: null, age: 7 };

    it('begins at position 0, knowing no event', () => {
      expect(pages.mark).toEqual({ position: 0n, hash: new Uint8Array() });
    });
    it('gives rows back by key, in the order asked, and nothing for those that are not there', async () => {
      await pages.commit(changing(guests, [ann, bob]), markAt(1));
      expect(await pages.load(guests, [['bob'], ['eve'], ['ann']])).toEqual([bob, undefined, ann]);
    });
    it('puts a row in the place of the one that was there', async () => {
      await pages.commit(changing(guests, [ann]), markAt(1));
      await pages.commit(changing(guests, [{ ...ann, room: '14' }]), markAt(2));
      expect(await pages.load(guests, [['ann']])).toEqual([{ ...ann, room: '14' }]);
    });
    it('keeps bytes as they are', async () => {
      const portrait = { guestId: 'ann', picture: Uint8Array.of(0, 255, 7) };
      await pages.commit(changing(portraits, [portrait]), markAt(1));
      expect(await pages.load(portraits, [['ann']])).toEqual([portrait]);
    });
    it('drops rows', async () => {
      await pages.commit(changing(guests, [ann]), markAt(1));
      await pages.commit(changing(guests, [], [['ann']]), markAt(2));
      expect(await pages.load(guests, [['ann']])).toEqual([undefined]);
    });
    it('finds all rows with one value in an indexed column', async () => {
      const eve = { guestId: 'eve', room: '12', age: 40 };
      await pages.commit(changing(guests, [ann, bob, eve]), markAt(1));
      const found = await pages.loadWhere(guests, 'room', '12');
      expect(found.map((row) => row['guestId']).sort()).toEqual(['ann', 'eve']);
    });
    it('adds counts to counts, also negative ones', async () => {
      const march = { month: '2026-03', floor: 1, nights: 3, breakfasts: 2 };
      await pages.commit(changing(nights, [march]), markAt(1));
      await pages.commit(changing(nights, [{ ...march, nights: -1, breakfasts: 1 }]), markAt(2));
      expect(await pages.load(nights, [['2026-03', 1]])).toEqual([{ ...march, nights: 2, breakfasts: 3 }]);
    });
    it('tells of entries whether they are found by just these words, and of nothing that it is nothing', async () => {
      const said = 'see you in "march", at the house by the river'.repeat(20);
      const letter = { position: 5, text: said };
      await pages.commit(changing(letters, [letter, { position: 6, text: '' }]), markAt(6));
      const asked = (position: number, text?: string) =>
        pages.holdsWords(letters, [{ key: [position], row: text === undefined ? undefined : { position, text } }]);
      expect([await asked(5, said), await asked(6, ''), await asked(7)]).toEqual([[true], [true], [true]]);
      expect([await asked(5), await asked(7, said), await asked(5, '')]).toEqual([[false], [false], [false]]);
      expect(await asked(5, `${said} again`)).toEqual([false]);
      expect(await asked(5, said.replace('see', 'sea'))).toEqual([false]);
      expect(await asked(5, said.replace(/river$/, 'lake'))).toEqual([false]);
    });
    it('refuses a row that lacks something, and changes nothing', async () => {
      await pages.commit(changing(guests, [ann]), markAt(1));
      const lacking = [
        { ...ann, room: '14' },
        { guestId: 'eve', room: null },
      ];
      await expect(pages.commit(changing(guests, lacking), markAt(2))).rejects.toThrow(RowRefused);
      expect([pages.mark, await pages.load(guests, [['ann'], ['eve']])]).toEqual([markAt(1), [ann, undefined]]);
    });
    it('moves its mark with what it writes', async () => {
      await pages.commit(changing(letters, [{ position: 5, text: 'see you in march' }]), markAt(5));
      expect(pages.mark).toEqual(markAt(5));
    });
  });
}
