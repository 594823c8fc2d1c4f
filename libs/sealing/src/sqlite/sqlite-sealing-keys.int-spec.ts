import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '#sqlite';
import { describeSealingKeys } from '../../testing/index.js';
import { openKeysToRead } from '../open.js';
import { KeysFull, KeysSchemaUnknown, KeysUnavailable } from '../sealing.errors.js';
import { SqliteSealingKeys } from './sqlite-sealing-keys.js';

const folders: string[] = [];
async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sijil-keys-'));
  folders.push(folder);
  return join(folder, 'keys.db');
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describeSealingKeys('sqlite', true, async () => {
  const path = await newPath();
  const keys = SqliteSealingKeys.open(path);
  const reopen = async () => {
    await keys.close();
    return SqliteSealingKeys.open(path);
  };
  return { keys, reopen };
});

/** All bytes of the keys' file and of what SQLite keeps beside it. */
async function allBytes(path: string): Promise<Buffer> {
  const names = await readdir(join(path, '..'));
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(path, '..', name)))));
}

describe('keys in a SQLite file', () => {
  let path: string;
  let keys: SqliteSealingKeys;
  beforeEach(async () => {
    path = await newPath();
    keys = SqliteSealingKeys.open(path);
  });
  afterEach(() => keys.close());

  it('can be read by their owner alone', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leave no trace on the disk once they are destroyed', async () => {
    const { first, secrets } = await keys.lease(1000);
    expect((await allBytes(path)).includes(Buffer.from(secrets.subarray(0, 32)))).toBe(true);
    await keys.destroy([first, first + 500]);
    const bytes = await allBytes(path);
    expect(bytes.includes(Buffer.from(secrets.subarray(0, 32)))).toBe(false);
    expect(bytes.includes(Buffer.from(secrets.subarray(32 * 500, 32 * 501)))).toBe(false);
    expect(bytes.includes(Buffer.from(secrets.subarray(32 * 501, 32 * 502)))).toBe(true);
  });

  it('are leased to two processes without meeting', async () => {
    const other = SqliteSealingKeys.open(path);
    const [one, two] = [await keys.lease(5), await other.lease(5)];
    expect(two.first).toBe(one.first + 5);
    expect((await keys.find([two.first])).size).toBe(1);
    await other.close();
  });

  it('say that no space is left, and lease nothing', async () => {
    const db = openSqlite(await newPath(), { synchronous: 'FULL' });
    const keys = new SqliteSealingKeys(db);
    const before = await keys.lease(1);
    db.exec('PRAGMA max_page_count = 1');
    await expect(keys.lease(10_000)).rejects.toThrow(KeysFull);
    expect((await keys.find([before.first, before.first + 1])).size).toBe(1);
    await keys.close();
  });

  it('are not touched by code that is older than they are', async () => {
    await keys.close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => SqliteSealingKeys.open(path)).toThrow(KeysSchemaUnknown);
  });

  it('are read beside their owner, who destroys them all the same; whoever only reads makes and migrates nothing', async () => {
    const { first, secrets } = await keys.lease(2);
    const reader = await openKeysToRead(`sqlite:${path}`);
    expect((await reader.find([first])).get(first)).toEqual(secrets.subarray(0, 32));
    await keys.destroy([first]);
    expect([...(await reader.find([first, first + 1])).keys()]).toEqual([first + 1]);
    await reader.close();
    await keys.close();
    const older = new DatabaseSync(path);
    older.exec('PRAGMA user_version = 1');
    await expect(openKeysToRead(`sqlite:${path}`)).rejects.toThrow(KeysSchemaUnknown);
    expect(older.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    older.close();
    await expect(openKeysToRead(`sqlite:${path}.none`)).rejects.toThrow(KeysUnavailable);
    await expect(stat(`${path}.none`)).rejects.toThrow('ENOENT');
  });
});
