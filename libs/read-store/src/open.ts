import type { ReadStore } from './read-store.port.js';
import { ReadSchemeUnknown } from './read-store.errors.js';
import type { PageSet } from './table.port.js';

export interface ReadStoreOptions {
  /**
   * Threads that answer questions on SQLite, so that none of them holds up this one; 0 (the default) answers here, which
   * is quickest for a process that does nothing else. A server answers beside us anyway.
   */
  readonly readers?: number;
}

/**
 * Opens the read store a URL names: `sqlite:<folder>` (made where it is missing), or `postgres://…/<database>`, where
 * schemas are made.
 *
 * Errors: `ReadSchemeUnknown`; on a server those of `Postgres`, and `PagesOfNewerCode`.
 */
export async function openReadStore<Tables>(
  url: string,
  pages: PageSet,
  { readers = 0 }: ReadStoreOptions = {},
): Promise<ReadStore<Tables>> {
  if (/^postgres(ql)?:/.test(url)) {
    const { PostgresReadStore } = await import('./postgres/postgres-read-store.js');
    return PostgresReadStore.open<Tables>(url, pages);
  }
  const [, scheme, address] = /^([a-z]+:)(.+)$/.exec(url) ?? [];
  if (scheme !== 'sqlite:' || address === undefined) throw new ReadSchemeUnknown(scheme ?? url);
  const { SqliteReadStore } = await import('./sqlite/sqlite-read-store.js');
  return SqliteReadStore.open<Tables>(address, pages, readers);
}
