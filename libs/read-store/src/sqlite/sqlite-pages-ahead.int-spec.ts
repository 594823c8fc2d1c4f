import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openPagesAhead, openReadStore, removePagesAhead } from '#read-store/open';
import { PagesAheadInDatabase, PagesAheadInUse, PagesMovedOn } from '../index.js';
import type { PageSet, PageWriter, ReadStore } from '../index.js';
import { changing, guestHouse, guestHousePages, markAt } from '../../testing/index.js';
import type { GuestTables } from '../../testing/index.js';

const root = mkdtempSync(join(tmpdir(), 'sijil-ahead-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const of = (version: number): PageSet => ({ ...guestHousePages, version });
const [older, newer] = [of(1), of(2)];
const write = (pages: PageWriter, position: number, guestId: string) =>
  pages.commit(changing(guestHouse.guests, [{ guestId, room: null, age: position }]), markAt(position));
const guestsIn = async (store: ReadStore<GuestTables>) => {
  const { position, result } = await store.ask((pages) =>
    pages.selectFrom('guests').select('guestId').orderBy('age').execute(),
  );
  return [Number(position), ...result.map(({ guestId }) => guestId)];
};

describe('pages built ahead of the start that serves them', () => {
  let folder: string;
  let url: string;
  let serving: ReadStore<GuestTables>;
  let live: PageWriter;
  beforeEach(async () => {
    folder = join(mkdtempSync(join(root, 'desk-')), 'pages');
    url = `sqlite:${folder}`;
    serving = await openReadStore<GuestTables>(url, older);
    live = await serving.live();
    await write(live, 1, 'ann');
  });
  afterEach(async () => {
    await live.close();
    await serving.close();
  });

  /** Builds up to a position, whatever was built before; put in their place they wait for the next start. */
  async function build(position: number, { publish = true, pages = newer } = {}): Promise<boolean> {
    const ahead = await openPagesAhead(url, pages);
    const build = await ahead.build();
    await write(build, position, `guest ${position}`);
    if (publish) await build.publish();
    await build.close();
    ahead.close();
    return build.resumed;
  }
  async function start(pages = newer): Promise<unknown> {
    const store = await openReadStore<GuestTables>(url, pages);
    const found = await guestsIn(store);
    await (await store.live()).close();
    await store.close();
    return found;
  }
  const isThere = () => existsSync(join(folder, 'ahead'));

  it('serve at once, and those that served until then stay to go back to', async () => {
    await build(3);
    expect(await guestsIn(serving)).toEqual([1, 'ann']);
    const store = await openReadStore<GuestTables>(url, newer);
    expect(await guestsIn(store)).toEqual([3, 'guest 3']);
    const copies = await store.copies();
    expect(copies.map(({ role, isOurs }) => [role, isOurs])).toEqual([
      ['former', false],
      ['live', true],
    ]);
    const written = await store.live();
    await write(written, 4, 'bob');
    expect(await guestsIn(store)).toEqual([4, 'guest 3', 'bob']);
    expect(isThere()).toBe(false);
    await written.close();
    await store.close();
  });

  it('are not there for a start that nobody built for, nor before they are built to their end', async () => {
    await build(3, { publish: false });
    expect(await start()).toEqual([0]);
    expect(isThere()).toBe(false);
  });

  it('go on where they were stopped, or ended; while they do, they do not serve', async () => {
    expect([await build(3, { publish: false }), await build(5), await build(7, { publish: false })]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await start()).toEqual([0]);
  });

  it('are let alone by the pages that serve, whatever these do', async () => {
    await build(3);
    const rebuilt = await serving.build();
    await write(rebuilt, 2, 'bob');
    await rebuilt.publish({ keepsFormer: false });
    await rebuilt.close();
    await serving.startAnew();
    await serving.forgetFormer();
    await live.close();
    live = await serving.live();
    expect(await start()).toEqual([3, 'guest 3']);
  });

  it('are built by one at a time, and not taken up while somebody builds', async () => {
    await build(3);
    const ahead = await openPagesAhead(url, newer);
    await expect(openPagesAhead(url, newer)).rejects.toThrow(PagesAheadInUse);
    expect(await start()).toEqual([0]);
    expect(isThere()).toBe(true);
    ahead.close();
  });

  it('are removed under whoever builds them, who is told at the next commit and at the end', async () => {
    const ahead = await openPagesAhead(url, newer);
    const build = await ahead.build();
    await write(build, 3, 'ann');
    await removePagesAhead(url);
    await expect(write(build, 4, 'bob')).rejects.toThrow(PagesMovedOn);
    await expect(build.publish()).rejects.toThrow(PagesMovedOn);
    await build.close();
    ahead.close();
    expect(isThere()).toBe(false);
  });

  it('are thrown away when they are not wanted', async () => {
    await build(3);
    const ahead = await openPagesAhead(url, newer);
    ahead.discard();
    ahead.close();
    expect([isThere(), await start()]).toEqual([false, [0]]);
  });

  it('are removed by the start of newer code that has no use for them', async () => {
    await build(3);
    expect([await start(of(3)), isThere()]).toEqual([[0], false]);
  });

  it('are not needed where pages of this code serve; otherwise they take about what those take', async () => {
    const ours = await openPagesAhead(url, older);
    expect(ours.areServed()).toBe(true);
    ours.close();
    const ahead = await openPagesAhead(url, newer);
    expect(ahead.areServed()).toBe(false);
    const { needed, free } = ahead.space();
    expect(needed).toBe(statSync(join(folder, 'pages.v1.1.db')).size);
    expect(free).toBeGreaterThan(0);
    ahead.close();
  });

  it('find the shelf of older code as it is, and leave it so', async () => {
    const old = join(mkdtempSync(join(root, 'old-')), 'pages');
    mkdirSync(old);
    const shelf = new DatabaseSync(join(old, 'pages.db'));
    shelf.exec(`CREATE TABLE page_files (number INTEGER PRIMARY KEY, version INTEGER, definition TEXT, role TEXT);
      INSERT INTO page_files VALUES (1, 1, 'old', 'live'); PRAGMA user_version = 1`);
    const ahead = await openPagesAhead(`sqlite:${old}`, newer);
    await (await ahead.build()).close();
    expect([ahead.areServed(), shelf.prepare('PRAGMA user_version').get()]).toEqual([false, { user_version: 1 }]);
    ahead.close();
    shelf.close();
  });

  it('are a matter of files: in a database a projector of the new code builds its own', async () => {
    await expect(openPagesAhead('postgres://db.example/desk', newer)).rejects.toThrow(PagesAheadInDatabase);
  });
});
