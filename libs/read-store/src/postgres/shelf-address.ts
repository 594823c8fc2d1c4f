import { PostgresUrlInvalid } from '#postgres';

/** Where a shelf of pages stands: a database, and the name that ends the name of its schema. */
export interface ShelfAddress {
  readonly url: string;
  readonly store: string;
}

/**
 * Several shelves may stand in one database, each with a checkpoint of its own: `?shelf=kpis` is the one in
 * `sijil_kpis`; without it, it is that of the desk’s pages, in `sijil_pages`. Errors: `PostgresUrlInvalid`.
 */
export function shelfAddressOf(url: string): ShelfAddress {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const store = address?.searchParams.get('shelf') ?? 'pages';
  if (!/^[a-z]{1,20}$/.test(store)) throw new PostgresUrlInvalid('its shelf is not a word of at most 20 letters');
  address?.searchParams.delete('shelf');
  return { url: address?.href ?? url, store };
}
