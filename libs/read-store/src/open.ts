import type { ReadStore } from './read-store.port.js';
import { ReadSchemeUnknown } from './read-store.errors.js';
import type { PageSet } from './table.port.js';

/**
 * Opens the read store a URL names: `sqlite:<folder>` (made where it is missing).
 *
 * Errors: `ReadSchemeUnknown`.
 */
export async function openReadStore<Tables>(url: string, pages: PageSet): Promise<ReadStore<Tables>> {
  const [, scheme, address] = /^([a-z]+:)(.+)$/.exec(url) ?? [];
  if (scheme !== 'sqlite:' || address === undefined) throw new ReadSchemeUnknown(scheme ?? url);
  const { SqliteReadStore } = await import('./sqlite/sqlite-read-store.js');
  return new SqliteReadStore<Tables>(address, pages);
}
