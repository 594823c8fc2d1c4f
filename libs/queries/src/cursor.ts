import { BadCursor } from './queries.errors.js';

/** The sort key of the last row of a page: what the next page comes after. */
export type SortKey = readonly (string | number)[];

/** A sort key as people outside hold it: opaque, and only good for the list it came from. */
export const cursorOf = (list: string, key: SortKey): string =>
  Buffer.from(JSON.stringify([list, ...key])).toString('base64url');

/**
 * The sort key in a cursor, whose values are of the same kinds as those of `like`.
 * Errors: `BadCursor` for anything this list has not given out.
 */
export function sortKeyOf<const Like extends SortKey>(list: string, cursor: string, like: Like): Widened<Like> {
  const [from, ...key] = decoded(cursor);
  const fits = key.length === like.length && key.every((value, place) => sameKind(value, like[place]));
  if (from !== list || !fits) throw new BadCursor(list);
  return key as unknown as Widened<Like>;
}
type Widened<Key extends SortKey> = { readonly [Place in keyof Key]: Key[Place] extends string ? string : number };

const sameKind = (value: unknown, like: unknown): boolean =>
  typeof value === typeof like && (typeof value === 'string' || Number.isSafeInteger(value));

function decoded(cursor: string): readonly unknown[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(key) ? key : [];
  } catch {
    return [];
  }
}

/** One page of a list, and where the next one begins; no `next` on the last. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** Cuts a page from rows that were asked for with one too many: the one too many says that there is more. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursor: (last: Row) => string): PageOf<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return rows.length > limit && last !== undefined ? { rows: page, next: cursor(last) } : { rows: page };
}
