import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { guestHousePages } from '../../testing/index.js';
import { ReaderDied } from '../read-store.errors.js';
import { createPageFile } from './page-file.js';
import { ReaderThread } from './reader-thread.js';

describe('a thread that reads pages', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sijil-reader-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const counting = CompiledQuery.raw('SELECT count(*) AS guests FROM guests');

  it('answers statements in the order they were asked', async () => {
    createPageFile(join(folder, 'pages.db'), guestHousePages);
    const thread = new ReaderThread({ path: join(folder, 'pages.db') });
    const numbers = [1, 2, 3].map((number) => thread.executeQuery(CompiledQuery.raw('SELECT ? AS number', [number])));
    expect((await Promise.all(numbers)).map(({ rows }) => rows)).toEqual([1, 2, 3].map((number) => [{ number }]));
    await thread.close();
  });
  it('says that it died, to whoever waits and to whoever asks afterwards', async () => {
    const thread = new ReaderThread({ path: join(folder, 'nothing-here', 'pages.db') });
    await expect(thread.executeQuery(counting)).rejects.toThrow(ReaderDied);
    expect(thread.isDead).toBe(true);
    await expect(thread.executeQuery(counting)).rejects.toThrow(ReaderDied);
    await thread.close();
  });
});
