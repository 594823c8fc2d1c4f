import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { textDirection } from '#domain';
import type { Instant, TextDirection } from '#domain';
import type { Entry, EntryKind, PageTables } from '#projections';
import { sqlOf } from '#read-store';
import type { SearchTerm } from '#read-store';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { searchTerms } from './search-terms.js';
import { snippetOf } from './snippet.js';
import type { Snippet } from './snippet.js';

const list = 'search';

export interface SearchPage {
  readonly inbox?: string | undefined;
  readonly customerId?: string | undefined;
  readonly kind?: EntryKind | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** An entry in which everything looked for stands. */
export interface SearchHit {
  readonly position: bigint;
  readonly customerId: string;
  readonly occurredAt: Instant;
  readonly kind: EntryKind;
  readonly id: string;
  readonly conversationId: string;
  readonly ticketId: string | null;
  readonly inbox: string;
  readonly channel: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly subjectDir: TextDirection;
  readonly snippet: Snippet;
}

export interface SearchAnswer {
  /** Recorded last first. */
  readonly hits: readonly SearchHit[];
  readonly next?: string;
}

/**
 * Messages, replies, notes and calls in whose subject, text or sender all terms stand, whatever their spelling
 * (see `foldText`): words, "phrases", beginnings*. Nothing to look for finds nothing. Errors: `BadCursor`.
 */
export async function search(pages: Kysely<PageTables>, typed: string, page: SearchPage): Promise<SearchAnswer> {
  const terms = searchTerms(typed);
  if (terms.length === 0) return { hits: [] };
  const found = await entriesWith(pages, terms, page);
  const { rows, next } = pageOf(found, page.limit, ({ position }) => cursorOf(list, [position]));
  return { hits: rows.map((entry) => hit(entry, terms)), ...(next !== undefined && { next }) };
}

/** The index yields positions in falling order by itself, so a page costs what it shows. */
function entriesWith(pages: Kysely<PageTables>, terms: readonly SearchTerm[], page: SearchPage): Promise<Entry[]> {
  const { inbox, customerId, kind, after, limit } = page;
  const { entryIn, holdsAll } = sqlOf(pages);
  const place = entryIn('search');
  let entries = pages
    .selectFrom('search')
    .innerJoin('timeline', (join) => join.on(sql<boolean>`timeline.position = ${place}`))
    .selectAll('timeline')
    .where(holdsAll('search', terms));
  if (after !== undefined) entries = entries.where(place, '<', sortKeyOf(list, after, [0])[0]);
  if (inbox !== undefined) entries = entries.where('timeline.inbox', '=', inbox);
  if (customerId !== undefined) entries = entries.where('timeline.customerId', '=', customerId);
  if (kind !== undefined) entries = entries.where('timeline.kind', '=', kind);
  return entries
    .orderBy(place, 'desc')
    .limit(limit + 1)
    .execute();
}

function hit(entry: Entry, terms: readonly SearchTerm[]): SearchHit {
  const { position, customerId, occurredAt, kind, entryId: id, conversationId, ticketId, inbox, channel } = entry;
  const sender = { name: entry.senderName, address: entry.senderAddress };
  const { subject, text } = entry;
  const snippet = snippetOf(text, terms);
  return {
    position: BigInt(position),
    customerId,
    occurredAt,
    kind,
    id,
    conversationId,
    ticketId,
    inbox,
    channel,
    sender,
    subject,
    subjectDir: textDirection(subject),
    snippet,
  };
}
