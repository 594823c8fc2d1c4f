import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresUnderTest } from '#postgres/testing';

/** Where a suite keeps pages. */
export interface PagePlaces {
  readonly driver: 'SQLite' | 'PostgreSQL';
  /** An address at which nothing lies yet. */
  readonly freshUrl: () => string;
}

/**
 * Every driver, by a top-level `await` of the suite; what is kept there goes away after it:
 *
 *     describe.each(await everyPagePlace())('questions ($driver)', ({ freshUrl }) => { … });
 *
 * Where no server can be had, the suite says so in a test that is skipped.
 */
export async function everyPagePlace(): Promise<readonly [PagePlaces, ...PagePlaces[]]> {
  const postgres = await postgresUnderTest();
  if (postgres.url !== '') return [onSqlite(), { driver: 'PostgreSQL', freshUrl: () => postgres.freshUrl() }];
  postgres.describe('the same on PostgreSQL', () => it('is tried', () => undefined));
  return [onSqlite()];
}

/** Files in memory, where the machine has a folder for them: hundreds of small desks need no disk. */
const inMemory = '/dev/shm';

function onSqlite(): PagePlaces {
  const root = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'sijil-pages-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return { driver: 'SQLite', freshUrl: () => `sqlite:${mkdtempSync(join(root, 'desk-'))}` };
}
