import type { KeptPages } from './kept-pages.port.js';
import type { PagesAhead } from './pages-ahead.port.js';
import type { ReadStore } from './read-store.port.js';
import { PagesAheadInDatabase, ReadSchemeUnknown } from './read-store.errors.js';
import type { PageSet } from './table.port.js';

/**
 * Opens the read store a URL names: `sqlite:<folder>` (made where it is missing), or `postgres://…/<database>`, where
 * schemas are made (`?shelf=kpis`: beside the desk’s pages, under that name).
 *
 * Errors: `ReadSchemeUnknown`; on a server those of `Postgres`, and `PagesOfNewerCode`.
 */
export async function openReadStore<Tables>(url: string, pages: PageSet): Promise<ReadStore<Tables>> {
  if (isOnServer(url)) {
    const { PostgresReadStore } = await import('./postgres/postgres-read-store.js');
    return PostgresReadStore.open<Tables>(url, pages);
  }
  const { SqliteReadStore } = await import('./sqlite/sqlite-read-store.js');
  return new SqliteReadStore<Tables>(folderOf(url), pages);
}

/**
 * Opens the place for pages of this code beside those that serve at such an address. Nothing of these is made, migrated or
 * locked. Errors: as `openReadStore`; `PagesAheadInUse`, `PagesAheadInDatabase`, `PagesOfNewerCode`.
 */
export async function openPagesAhead(url: string, pages: PageSet): Promise<PagesAhead> {
  if (isOnServer(url)) throw new PagesAheadInDatabase();
  return new (await import('./sqlite/sqlite-pages-ahead.js')).SqlitePagesAhead(folderOf(url), pages);
}

/** Removes pages that were built ahead at such an address, whatever code made them. Errors: as `openReadStore`. */
export async function removePagesAhead(url: string): Promise<void> {
  if (!isOnServer(url)) (await import('./sqlite/ahead-folder.js')).removeAhead(folderOf(url));
}

/** What lies at such an address, whatever code made it; `undefined` where nothing does. Errors: as `openReadStore`. */
export async function lookAtPages(url: string): Promise<KeptPages | undefined> {
  if (isOnServer(url)) return (await import('./postgres/kept-shelf.js')).keptShelf(url);
  return (await import('./sqlite/kept-folder.js')).keptFolder(folderOf(url));
}

/** Removes all that lies at such an address; whoever has it open finds it gone. Errors: as `openReadStore`. */
export async function removePages(url: string): Promise<void> {
  if (isOnServer(url)) return (await import('./postgres/kept-shelf.js')).removeShelf(url);
  return (await import('./sqlite/kept-folder.js')).removeFolder(folderOf(url));
}

const isOnServer = (url: string): boolean => /^postgres(ql)?:/.test(url);

function folderOf(url: string): string {
  const [, scheme, address] = /^([a-z]+:)(.+)$/.exec(url) ?? [];
  if (scheme !== 'sqlite:' || address === undefined) throw new ReadSchemeUnknown(scheme ?? url);
  return address;
}
