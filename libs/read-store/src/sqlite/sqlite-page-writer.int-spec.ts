import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '#sqlite';
import { changing, describePageWriter, guestHouse, guestHousePages, markAt } from '../../testing/index.js';
import { PagesMovedOn, RowRefused } from '../read-store.errors.js';
import { createPageFile } from './page-file.js';
import { SqlitePageWriter } from './sqlite-page-writer.js';

const { guests, letters } = guestHouse;
const ann = { guestId: 'ann', room: '12', age: 41 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sijil-pages-'));
  path = join(folder, 'pages.v1.1.db');
  createPageFile(path, guestHousePages);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describePageWriter('sqlite', async () => new SqlitePageWriter(path, guestHousePages));

describe('pages in a SQLite file', () => {
  const writer = () => new SqlitePageWriter(path, guestHousePages);

  it('stand as they were left when they are opened again', async () => {
    const first = writer();
    await first.commit(changing(guests, [ann]), markAt(3));
    await first.close();
    const second = writer();
    expect(second.mark).toEqual(markAt(3));
    expect(await second.load(guests, [['ann']])).toEqual([ann]);
    await second.close();
  });

  it('change altogether or not at all: a failure in the middle leaves rows and mark as they were', async () => {
    const pages = writer();
    await pages.commit(changing(guests, [ann]), markAt(1));
    const other = openSqlite(path, { synchronous: 'NORMAL' });
    other.exec(
      `CREATE TRIGGER no_babies BEFORE INSERT ON guests WHEN new.age < 1 BEGIN SELECT RAISE(ABORT, 'no babies'); END`,
    );
    const both = [
      { ...ann, room: '14' },
      { guestId: 'eve', room: null, age: 0 },
    ];
    await expect(pages.commit(changing(guests, both), markAt(2))).rejects.toThrow(RowRefused);
    expect(pages.mark).toEqual(markAt(1));
    expect(await pages.load(guests, [['ann'], ['eve']])).toEqual([ann, undefined]);
    other.exec('DROP TRIGGER no_babies');
    other.close();
    await pages.commit(changing(guests, both), markAt(2));
    expect(await pages.load(guests, [['ann'], ['eve']])).toEqual(both);
    await pages.close();
  });

  it('refuse the second of two projectors: what it copied from is no longer how they stand', async () => {
    const [first, second] = [writer(), writer()];
    await first.commit(changing(guests, [ann]), markAt(1));
    await expect(second.commit(changing(guests, [{ ...ann, age: 42 }]), markAt(1))).rejects.toThrow(PagesMovedOn);
    expect(await first.load(guests, [['ann']])).toEqual([ann]);
    await Promise.all([first.close(), second.close()]);
  });

  it('find words in any spelling of case, and forget those that were dropped', async () => {
    const pages = writer();
    const put = [
      { position: 4, text: 'see you in march' },
      { position: 9, text: 'MARCH it is' },
    ];
    await pages.commit(changing(letters, put), markAt(9));
    const db = openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
    const found = () => db.prepare('SELECT rowid AS position FROM letters WHERE letters MATCH ?').all('"march"');
    expect(found().map((row) => row['position'])).toEqual([4, 9]);
    await pages.commit(changing(letters, [], [[4]]), markAt(10));
    expect(found().map((row) => row['position'])).toEqual([9]);
    db.close();
    await pages.close();
  });
});
