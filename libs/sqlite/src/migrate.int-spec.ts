import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrate, schemaVersion } from './migrate.js';
import { openSqlite } from './open-sqlite.js';

class Unknown extends Error {
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`found ${found}, known ${known}`);
  }
}
const unknown = (found: number, known: number) => new Unknown(found, known);
const first = 'CREATE TABLE notes (text TEXT)';
const second = 'ALTER TABLE notes ADD COLUMN author TEXT';

let folder: string;
let db: DatabaseSync;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-migrate-'));
  db = openSqlite(join(folder, 'notes.db'), { synchronous: 'NORMAL' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const columns = () =>
  db
    .prepare("SELECT name FROM pragma_table_info('notes')")
    .all()
    .map(({ name }) => name);

it('leads a new file through every version', () => {
  migrate(db, [first, second], unknown);
  expect(schemaVersion(db)).toBe(2);
  expect(columns()).toEqual(['text', 'author']);
});

it('leads an older file through the versions it lacks, and keeps what is in it', () => {
  migrate(db, [first], unknown);
  db.exec("INSERT INTO notes VALUES ('kept')");
  migrate(db, [first, second], unknown);
  expect({ ...db.prepare('SELECT * FROM notes').get() }).toEqual({ text: 'kept', author: null });
});

it('changes nothing in a file that is at the newest version', () => {
  migrate(db, [first], unknown);
  migrate(db, [first], unknown);
  expect(schemaVersion(db)).toBe(1);
});

it('refuses a file that is newer than this code', () => {
  migrate(db, [first, second], unknown);
  expect(() => migrate(db, [first], unknown)).toThrow(new Unknown(2, 1));
  expect(schemaVersion(db)).toBe(2);
});

it('leaves the file as it was when a migration fails', () => {
  expect(() => migrate(db, [first, 'CREATE TABLE notes (again TEXT)'], unknown)).toThrow('already exists');
  expect(schemaVersion(db)).toBe(0);
  expect(columns()).toEqual([]);
});
