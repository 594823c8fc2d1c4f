import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { PostgresUrlInvalid } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { lookAtPages, openReadStore, removePages } from '#read-store/open';
import { PagesMovedOn, PagesUnavailable, RowRefused, integer, table, text } from '../index.js';
import type { PageSet, ReadStore } from '../index.js';
import {
  changing,
  describeFormerPages,
  describePageWriter,
  describeReadStore,
  guestHouse,
  guestHousePages,
  markAt,
} from '../../testing/index.js';
import type { GuestTables } from '../../testing/index.js';

const postgres = await postgresUnderTest();
const { guests, letters } = guestHouse;
const ann = { guestId: 'ann', room: '12', age: 41 };

/** Rows as somebody sees them who looks into the database from outside. */
async function seen(command: string): Promise<readonly unknown[][]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: command, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}
const shelfOf = (url: string) => `${new URL(url).searchParams.get('schema')}_pages`;
const copiesAt = async (url: string) => {
  const rows = await seen(`SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, '${shelfOf(url)}_v')`);
  return rows.map(([name]) => String(name).replace(/.*_(v\d+)_(\d+)$/, '$1.$2')).sort();
};
const open = (url: string, pages: PageSet = guestHousePages) => openReadStore<GuestTables>(url, pages);

postgres.describe('pages on PostgreSQL', () => {
  const name = 'PostgreSQL';
  const driver = { name, freshUrl: () => postgres.freshUrl(), open, copiesAt, look: lookAtPages, remove: removePages };
  describeReadStore(driver);
  describeFormerPages(driver);

  let url: string;
  let store: ReadStore<GuestTables>;
  beforeEach(async () => {
    url = postgres.freshUrl();
    store = await open(url);
  });
  afterEach(() => store.close());

  describePageWriter('PostgreSQL', () => store.live());

  it('change altogether or not at all: a failure in the middle leaves rows and mark as they were', async () => {
    const live = await store.live();
    await live.commit(changing(guests, [ann]), markAt(1));
    const both = [
      { ...ann, room: '14' },
      { guestId: 'eve', room: 'no text', age: 0.5 },
    ];
    await expect(live.commit(changing(guests, both), markAt(2))).rejects.toThrow(RowRefused);
    expect(live.mark).toEqual(markAt(1));
    expect(await live.load(guests, [['ann'], ['eve']])).toEqual([ann, undefined]);
    expect(await store.position()).toBe(1n);
  });

  it('refuse the second of two projectors: what it copied from is no longer how they stand', async () => {
    const other = await open(url);
    const [first, second] = [await store.live(), await other.live()];
    await first.commit(changing(guests, [ann]), markAt(1));
    await expect(second.commit(changing(guests, [{ ...ann, age: 42 }]), markAt(1))).rejects.toThrow(PagesMovedOn);
    expect(await first.load(guests, [['ann']])).toEqual([ann]);
    await other.close();
  });

  it('of two projectors that commit at once one writes', async () => {
    const other = await open(url);
    const writers = [await store.live(), await other.live()];
    const outcomes = await Promise.allSettled(
      writers.map((live, age) => live.commit(changing(guests, [{ ...ann, age }]), markAt(1))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await other.close();
  });

  it('say so to the second also where both wrote what can only be written once', async () => {
    const other = await open(url);
    const [first, second] = [await store.live(), await other.live()];
    const letter = changing(letters, [{ position: 4, text: 'march' }]);
    await first.commit(letter, markAt(1));
    await expect(second.commit(letter, markAt(1))).rejects.toThrow(PagesMovedOn);
    await other.close();
  });

  it('order text by its bytes, whatever the language of the server', async () => {
    const live = await store.live();
    const ids = ['b', 'B', 'a', 'é', 'أ', '_', '2', '10'];
    await live.commit(
      changing(
        guests,
        ids.map((guestId) => ({ ...ann, guestId })),
      ),
      markAt(1),
    );
    const { result } = await store.ask((pages) =>
      pages.selectFrom('guests').select('guestId').orderBy('guestId').execute(),
    );
    expect(result.map(({ guestId }) => guestId)).toEqual(
      ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
    );
  });

  it('keep what no server keeps, a character of number zero, as one that nobody can read', async () => {
    const live = await store.live();
    await live.commit(changing(guests, [{ ...ann, guestId: 'a\u0000b' }]), markAt(1));
    expect(await live.load(guests, [['a\u0000b']])).toMatchObject([{ guestId: 'a\ufffdb' }]);
  });

  it('forget the words of entries that were dropped', async () => {
    const live = await store.live();
    await live.commit(
      changing(letters, [
        { position: 4, text: 'see you' },
        { position: 9, text: 'MARCH it is' },
      ]),
      markAt(9),
    );
    await live.commit(changing(letters, [], [[4]]), markAt(10));
    expect(await seen(`SELECT entry, said FROM ${shelfOf(url)}_v1_1.letters`)).toEqual([['9', ' | march it is ']]);
  });

  it('take an entry of any length: of a megabyte of words the rest is not found', async () => {
    const live = await store.live();
    const long = Array.from({ length: 200_000 }, (_, place) => `word${place}`).join(' ');
    await live.commit(changing(letters, [{ position: 1, text: `${'x'.repeat(3000)} ${long}` }]), markAt(1));
    const [[bytes] = []] = await seen(`SELECT octet_length(said) FROM ${shelfOf(url)}_v1_1.letters`);
    expect(Number(bytes)).toBeGreaterThan(999_000);
  });

  it('are asked again where others took their place before a question came to look at them', async () => {
    const build = await store.build();
    await build.commit(changing(guests, [ann]), markAt(1));
    let tries = 0;
    const { position, result } = await store.ask(async (pages) => {
      tries += 1;
      if (tries === 1) await build.publish({ keepsFormer: false });
      return pages.selectFrom('guests').select('guestId').execute();
    });
    expect([tries, position, result]).toEqual([2, 1n, [{ guestId: 'ann' }]]);
  });

  it('are left to whoever asks them until the question is answered, and removed later', async () => {
    const live = await store.live();
    await live.commit(changing(guests, [ann]), markAt(1));
    const build = await store.build();
    const look = (pages: Kysely<GuestTables>) => pages.selectFrom('guests').select('guestId').execute();
    const { position, result } = await store.ask(async (pages) => {
      const before = await look(pages);
      await build.publish({ evenBehind: true, keepsFormer: false });
      return [before.length, (await look(pages)).length];
    });
    expect([position, result, await copiesAt(url)]).toEqual([1n, [1, 1], ['v1.1', 'v1.2']]);
    await store.live();
    expect([await store.position(), await copiesAt(url)]).toEqual([0n, ['v1.2']]);
  });

  it('stand on shelves of their own in one database, and know nothing of each other', async () => {
    const shelf = `${url}&shelf=scratch`;
    const other = await open(shelf);
    await (await other.live()).commit(changing(guests, [ann]), markAt(7));
    expect([await store.position(), await other.position()]).toEqual([0n, 7n]);
    await other.close();
    await removePages(shelf);
    expect([await store.position(), await lookAtPages(shelf)]).toEqual([0n, undefined]);
    await expect(open(`${url}&shelf=no"name`)).rejects.toThrow(PostgresUrlInvalid);
  });

  it('cannot be read while the server is away, and can again when it is back', async () => {
    const cut = store.ask((pages) => sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(pages));
    await expect(cut).rejects.toThrow(PagesUnavailable);
    expect(await store.position()).toBe(0n);
  });

  it('stand beside those of another version: each code asks its own, and of older ones only the last stays', async () => {
    const columns = { guestId: text(), shoes: integer() };
    const renewed = (version: number): PageSet => ({
      version,
      tables: [table({ name: 'guests', columns, key: ['guestId'] })],
    });
    await (await store.live()).commit(changing(guests, [ann]), markAt(1));
    for (const version of [2, 3]) {
      const later = await open(url, renewed(version));
      expect(await later.position()).toBe(0n);
      await later.live();
      if (version === 2) expect([await store.position(), await copiesAt(url)]).toEqual([1n, ['v1.1', 'v2.2']]);
      await later.close();
    }
    expect(await copiesAt(url)).toEqual(['v2.2', 'v3.3']);
  });
});
