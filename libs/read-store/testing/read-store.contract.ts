import type { Expression, SqlBool } from 'kysely';
import { PagesMovedOn, PositionNotReached, sqlOf } from '../src/index.js';
import type { KeptPages, PageSet, PageWriter, ReadStore, RowOf } from '../src/index.js';
import { changing, guestHouse, guestHousePages, markAt } from './page-writer.contract.js';

const { guests } = guestHouse;
export interface GuestTables {
  readonly guests: RowOf<typeof guests>;
}
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const guest = (guestId: string, age = 30) => ({ guestId, room: null, age });

/** What the contract is told of a driver. */
export interface ReadStoreDriver {
  readonly name: string;
  /** An address at which nothing lies yet. */
  freshUrl(): string;
  open(url: string, pages: PageSet): Promise<ReadStore<GuestTables>>;
  /** Names of the copies that lie there: `v<version>.<number>`. */
  copiesAt(url: string): Promise<readonly string[]>;
  readonly look: (url: string) => Promise<KeptPages | undefined>;
  readonly remove: (url: string) => Promise<void>;
}

/** What every store of pages keeps to. */
export function describeReadStore({ name, freshUrl, open, copiesAt, look, remove }: ReadStoreDriver): void {
  describe(`the read store: ${name}`, () => {
    let url: string;
    let store: ReadStore<GuestTables>;
    const opened = (pages: PageSet = guestHousePages) => open(url, pages);
    const names = async () => {
      const { position, result } = await store.ask((pages) => pages.selectFrom('guests').select('guestId').execute());
      return [Number(position), ...result.map(({ guestId }) => guestId)];
    };
    const write = async (pages: PageWriter, position: number, ...ids: string[]) =>
      pages.commit(
        changing(
          guests,
          ids.map((id) => guest(id)),
        ),
        markAt(position),
      );
    const copies = () => copiesAt(url);

    beforeEach(async () => {
      url = freshUrl();
      store = await opened();
    });
    afterEach(() => store.close());

    it('answers from empty pages before anything was copied', async () => {
      expect(await names()).toEqual([0]);
    });

    it('says with every answer at which position it is valid', async () => {
      const live = await store.live();
      await write(live, 3, 'ann');
      expect(await names()).toEqual([3, 'ann']);
      await write(live, 5, 'bob');
      expect(await names()).toEqual([5, 'ann', 'bob']);
      await live.close();
    });

    it('answers a question of several statements from one snapshot, whatever is written meanwhile', async () => {
      const live = await store.live();
      await write(live, 1, 'ann');
      const { position, result } = await store.ask(async (pages) => {
        const before = await pages.selectFrom('guests').select('guestId').execute();
        await write(live, 2, 'bob');
        const after = await pages.selectFrom('guests').select('guestId').execute();
        return [before.length, after.length];
      });
      expect([position, result]).toEqual([1n, [1, 1]]);
      await live.close();
    });

    it('finds rows by what stands in JSON, whatever that is, and by any of many values', async () => {
      const live = await store.live();
      const rooms = [
        { kind: 'suite', tags: ['a\u0000b', `it's "ours"`, '{1,2}'] },
        { kind: 'attic', tags: [] },
      ];
      const rows = rooms.map((room, n) => ({ guestId: `g,"${n}`, room: JSON.stringify(room), age: n }));
      await live.commit(changing(guests, rows), markAt(1));
      const { result } = await store.ask(async (pages) => {
        const { sql, fieldOf, fieldHolds, oneOf } = sqlOf(pages);
        const ages = async (which: Expression<SqlBool>) =>
          (await pages.selectFrom('guests').select('age').where(which).orderBy('age').execute()).map(({ age }) => age);
        return [
          await ages(sql<boolean>`${fieldOf('room', 'kind')} = ${'attic'}`),
          await ages(sql<boolean>`${fieldOf('room', 'tags')} = '[]'`),
          ...(await Promise.all(rooms[0]?.tags.map((tag) => ages(fieldHolds('room', 'tags', tag))) ?? [])),
          await ages(fieldHolds('room', 'tags', 'ours')),
          await ages(sql<boolean>`"guestId" IN ${oneOf(['g,"0', 'g,"1', '{}', ''])}`),
        ];
      });
      expect(result).toEqual([[1], [1], [0], [0], [0], [], [0, 1]]);
      await live.close();
    });

    it('can be looked at and removed as a whole, by whoever does not know what is in it', async () => {
      await (await store.build()).close();
      await (await store.live()).close();
      expect((await look(url))?.bytes).toBeGreaterThan(0);
      await store.close();
      await remove(url);
      expect([await look(url), await copies().catch(() => [])]).toEqual([undefined, []]);
      await remove(url);
      store = await opened();
      expect(await names()).toEqual([0]);
    });

    it('answers questions asked at the same time, each for itself', async () => {
      const live = await store.live();
      await write(live, 1, 'ann');
      const answers = await Promise.all(Array.from({ length: 8 }, () => names()));
      expect(answers).toEqual(Array.from({ length: 8 }, () => [1, 'ann']));
      await live.close();
    });

    it('says what is wrong with a question, and answers the next one', async () => {
      const wrong = store.ask((pages) => sqlOf(pages).sql`SELECT shoes FROM guests`.execute(pages));
      await expect(wrong).rejects.toThrow('shoes');
      expect(await names()).toEqual([0]);
    });

    it('wakes whoever waits for a position when the pages hold it', async () => {
      const live = await store.live();
      const waiting = store.waitFor(2n, AbortSignal.timeout(20_000));
      await write(live, 1, 'ann');
      await write(live, 2, 'bob');
      await waiting;
      expect(await store.position()).toBe(2n);
      await live.close();
    });

    it('tells whoever waited too long how far the pages are', async () => {
      const live = await store.live();
      await write(live, 1, 'ann');
      const waiting = store.waitFor(2n, AbortSignal.abort());
      await expect(waiting).rejects.toEqual(new PositionNotReached(2n, 1n));
      await live.close();
    });

    describe('rebuilding beside the live pages', () => {
      it('keeps answering from the live pages until the new ones take their place, all at once', async () => {
        const live = await store.live();
        await write(live, 2, 'ann', 'bob');
        const build = await store.build();
        await write(build, 1, 'ann');
        expect(await names()).toEqual([2, 'ann', 'bob']);
        await write(build, 2, 'bert');
        expect(await build.publish()).toBe(true);
        expect(await names()).toEqual([2, 'ann', 'bert']);
        await Promise.all([live.close(), build.close()]);
      });

      it('sends the projector over to the new pages', async () => {
        const live = await store.live();
        await write(live, 1, 'ann');
        const build = await store.build();
        await write(build, 1, 'ann');
        await build.publish();
        await expect(write(live, 2, 'bob')).rejects.toThrow(PagesMovedOn);
        const next = await store.live();
        await write(next, 2, 'bob');
        expect(await names()).toEqual([2, 'ann', 'bob']);
        await Promise.all([live.close(), build.close(), next.close()]);
      });

      it('waits while the live pages are further', async () => {
        const live = await store.live();
        await write(live, 2, 'ann');
        const build = await store.build();
        await write(build, 1, 'eve');
        expect(await build.publish()).toBe(false);
        expect(await names()).toEqual([2, 'ann']);
        await Promise.all([live.close(), build.close()]);
      });

      it('removes the old pages where none are to stay', async () => {
        expect(await copies()).toEqual([]);
        await names();
        const build = await store.build();
        expect(await copies()).toEqual(['v1.1', 'v1.2']);
        await build.publish({ keepsFormer: false });
        await build.close();
        expect(await copies()).toEqual(['v1.2']);
        expect(await store.former()).toBeUndefined();
      });

      it('is continued where it was interrupted', async () => {
        const build = await store.build();
        expect(build.resumed).toBe(false);
        await write(build, 1, 'ann');
        await build.close();
        await store.close();
        store = await opened();
        const again = await store.build();
        expect([again.resumed, again.mark]).toEqual([true, markAt(1)]);
        await again.close();
      });

      it('can be thrown away', async () => {
        const build = await store.build();
        await write(build, 1, 'ann');
        await build.discard();
        const again = await store.build();
        expect([again.resumed, again.mark.position]).toEqual([false, 0n]);
        await again.discard();
        expect(await copies()).toEqual([]);
      });

      it('is shown beside the live pages, each with how far it is', async () => {
        const live = await store.live();
        await write(live, 2, 'ann', 'bob');
        const build = await store.build();
        await write(build, 1, 'ann');
        const ours = { version: 1, isOurs: true, since: expect.stringMatching(instant) as string };
        const [serving, built] = [
          { ...ours, role: 'live', mark: markAt(2) },
          { ...ours, role: 'building', mark: markAt(1) },
        ];
        const shown = await store.copies();
        expect(shown).toMatchObject([serving, built]);
        expect(shown.every(({ bytes }) => bytes > 0)).toBe(true);
        await build.discard();
        expect(await store.copies()).toMatchObject([serving]);
        await live.close();
      });

      it('finds every row that differs, is missing or is too many', async () => {
        const live = await store.live();
        await live.commit(changing(guests, [guest('ann'), guest('bob'), guest('dan')]), markAt(3));
        const build = await store.build();
        await build.commit(changing(guests, [guest('ann'), guest('bob', 31), guest('cid')]), markAt(3));
        const comparison = await build.compare();
        expect(comparison).toMatchObject({ rows: 4, differences: 3, position: 3n });
        expect(comparison?.samples).toEqual([
          { table: 'guests', key: ['bob'], live: guest('bob'), rebuilt: guest('bob', 31) },
          { table: 'guests', key: ['cid'], live: undefined, rebuilt: guest('cid') },
          { table: 'guests', key: ['dan'], live: guest('dan'), rebuilt: undefined },
        ]);
        await Promise.all([live.close(), build.close()]);
      });

      it('compares nothing while the live pages stand at another event', async () => {
        const live = await store.live();
        await write(live, 2, 'ann');
        const build = await store.build();
        await write(build, 1, 'ann');
        expect(await build.compare()).toBeUndefined();
        await write(build, 2, 'ann');
        expect(await build.compare()).toMatchObject({ differences: 0, position: 2n });
        await Promise.all([live.close(), build.close()]);
      });

      it('finds that nothing differs, however the rows came there', async () => {
        const live = await store.live();
        await write(live, 1, 'ann');
        await write(live, 2, 'bob', 'cid');
        const build = await store.build();
        await write(build, 2, 'cid', 'bob', 'ann');
        expect(await build.compare()).toMatchObject({ rows: 3, differences: 0 });
        await Promise.all([live.close(), build.close()]);
      });
    });

    it('begins empty pages when the old ones are of another history, also for who has them open', async () => {
      const live = await store.live();
      await write(live, 9, 'ann');
      await names();
      await store.startAnew();
      expect(await names()).toEqual([0]);
      await expect(write(live, 10, 'bob')).rejects.toThrow(PagesMovedOn);
      await live.close();
    });
  });
}
