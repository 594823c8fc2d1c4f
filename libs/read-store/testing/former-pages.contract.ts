import { PagesMovedOn } from '../src/index.js';
import type { PageWriter, ReadStore } from '../src/index.js';
import { changing, guestHouse, guestHousePages, markAt } from './page-writer.contract.js';
import type { GuestTables, ReadStoreDriver } from './read-store.contract.js';

const { guests } = guestHouse;
const guest = (guestId: string) => ({ guestId, room: null, age: 30 });

/** What every store of pages keeps to with those that were live before. */
export function describeFormerPages({ name, freshUrl, open, copiesAt }: ReadStoreDriver): void {
  describe(`going back to the pages that were live before: ${name}`, () => {
    let url: string;
    let store: ReadStore<GuestTables>;
    const names = async () => {
      const { position, result } = await store.ask((pages) => pages.selectFrom('guests').select('guestId').execute());
      return [Number(position), ...result.map(({ guestId }) => guestId)];
    };
    const write = (pages: PageWriter, position: number, ...ids: string[]) =>
      pages.commit(changing(guests, ids.map(guest)), markAt(position));

    beforeEach(async () => {
      url = freshUrl();
      store = await open(url, guestHousePages);
    });
    afterEach(() => store.close());

    /** Live pages at 2 with ann and bert, those before them at 2 with ann and bob. */
    const replaced = async () => {
      const live = await store.live();
      await write(live, 2, 'ann', 'bob');
      const build = await store.build();
      await write(build, 2, 'ann', 'bert');
      await build.publish();
      await Promise.all([live.close(), build.close()]);
      return live;
    };
    const former = async () => {
      const pages = await store.former();
      if (pages === undefined) throw new TypeError('there are no former pages');
      return pages;
    };

    it('makes them change places with the live ones, all at once, as often as it is asked for', async () => {
      await replaced();
      for (const expected of ['bob', 'bert', 'bob']) {
        const pages = await former();
        expect(await pages.publish()).toBe(true);
        expect(await names()).toEqual([2, 'ann', expected]);
        await pages.close();
      }
      expect(await store.copies()).toMatchObject([{ role: 'live' }, { role: 'former' }]);
    });

    it('waits until what came since is copied into them', async () => {
      await replaced();
      const live = await store.live();
      await write(live, 3, 'cid');
      const pages = await former();
      expect(await pages.publish()).toBe(false);
      expect(await names()).toEqual([3, 'ann', 'bert', 'cid']);
      await write(pages, 3, 'cid');
      expect(await pages.publish()).toBe(true);
      expect(await names()).toEqual([3, 'ann', 'bob', 'cid']);
      await Promise.all([live.close(), pages.close()]);
    });

    it('leaves them to whoever goes back: a projector that slept since they were live writes nothing', async () => {
      const live = await store.live();
      await write(live, 2, 'ann', 'bob');
      const build = await store.build();
      await write(build, 2, 'ann', 'bert');
      await build.publish();
      const pages = await former();
      await expect(write(live, 3, 'eve')).rejects.toThrow(PagesMovedOn);
      await write(pages, 3, 'cid');
      await expect(write(live, 3, 'eve')).rejects.toThrow(PagesMovedOn);
      expect(await names()).toEqual([2, 'ann', 'bert']);
      await Promise.all([live.close(), build.close(), pages.close()]);
    });

    it('is found half done by the next: nothing was lost, and the live pages stay as they were', async () => {
      await replaced();
      const half = await former();
      await write(half, 3, 'cid');
      await half.close();
      await store.close();
      store = await open(url, guestHousePages);
      expect(await names()).toEqual([2, 'ann', 'bert']);
      const pages = await former();
      expect(pages.mark).toEqual(markAt(3));
      expect(await pages.publish()).toBe(true);
      expect(await names()).toEqual([3, 'ann', 'bob', 'cid']);
      await pages.close();
    });

    it('is refused where somebody forgot them meanwhile', async () => {
      await replaced();
      const pages = await former();
      await store.forgetFormer();
      expect(await store.former()).toBeUndefined();
      await expect(pages.publish()).rejects.toThrow(PagesMovedOn);
      await pages.close();
      expect([await names(), await copiesAt(url)]).toEqual([[2, 'ann', 'bert'], ['v1.2']]);
    });

    it('leaves what is built beside them, which may take their place later', async () => {
      await replaced();
      const build = await store.build();
      await write(build, 2, 'eve');
      const pages = await former();
      await pages.publish();
      expect((await store.copies()).map(({ role }) => role)).toEqual(['live', 'former', 'building']);
      expect(await build.publish()).toBe(true);
      expect(await names()).toEqual([2, 'eve']);
      expect(await copiesAt(url)).toEqual(['v1.1', 'v1.3']);
      await Promise.all([pages.close(), build.close()]);
    });
  });
}
