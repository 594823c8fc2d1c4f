import { PagesDiffer } from '#projections';
import type { PageWriter, Row, Table } from '#read-store';
import type { CaseBase } from '../case-history/index.js';
import type { KpiFact } from '../facts/index.js';
import { rowOf } from '../pages/case-shelf.js';
import { conversations, facts, items, pastFacts, tickets } from '../pages/kpi.tables.js';
import type { FactRow, PastFactRow } from '../pages/kpi.tables.js';

/** The rows of one file, as the pages have them. */
export interface FileRows {
  readonly customerId: string;
  readonly facts: readonly FactRow[];
  /** By which numbers its tickets are known to roll-ups. */
  readonly ticketNumbers: ReadonlyMap<string, number>;
}

/**
 * Holds every row of a file against what was folded of it: facts, and what they follow from. None may be missing, none too
 * many. Answers them. Errors: `PagesDiffer`.
 */
export async function checkFile(pages: PageWriter, base: CaseBase, expected: readonly KpiFact[]): Promise<FileRows> {
  const { customerId } = base;
  const of = (table: Table) => pages.loadWhere(table, 'customerId', customerId);
  const [factRows, itemRows, ticketRows, conversationRows] = await Promise.all([facts, items, tickets, conversations].map(of)); // prettier-ignore
  const held = (factRows ?? []) as readonly FactRow[];
  const own = expected.filter((fact) => fact.customerId === customerId);
  same(customerId, facts, told(held, 'factId', factText), new Map(own.map((fact) => [fact.factId, factText(rowOf(fact, 0))]))); // prettier-ignore
  same(
    customerId,
    items,
    told(itemRows, 'itemId', ({ item }) => item),
    jsonOf(base.items),
  );
  same(customerId, tickets, told(ticketRows, 'ticketId', ({ ticket }) => ticket), jsonOf(base.tickets)); // prettier-ignore
  same(
    customerId,
    conversations,
    told(conversationRows, 'conversationId', ({ channel }) => channel),
    base.channels,
  );
  const numbers = (ticketRows ?? []).map((row) => [String(row['ticketId']), Number(row['number'])] as const);
  return { customerId, facts: held, ticketNumbers: new Map(numbers) };
}

/** What was known of a file right after an event that stands in it. Errors: `PagesDiffer`. */
export async function checkThen(
  pages: PageWriter,
  rows: FileRows,
  then: readonly KpiFact[],
  position: number,
): Promise<void> {
  const { customerId } = rows;
  const ids = new Set([...rows.facts, ...then].map(({ factId }) => factId));
  const past = await Promise.all([...ids].map((factId) => pages.loadWhere(pastFacts, 'factId', factId)));
  const wasKnown = ({ knownFrom, knownTo }: PastFactRow) => knownFrom <= position && position < knownTo;
  const once: readonly Row[] = past.flat();
  const known: readonly Row[] = [
    ...rows.facts.filter(({ knownFrom }) => knownFrom <= position),
    ...once.filter((row) => wasKnown(row as PastFactRow)),
  ];
  same(customerId, pastFacts, told(known, 'factId', factText), new Map(then.map((fact) => [fact.factId, factText(rowOf(fact, 0))]))); // prettier-ignore
}

/** All of a fact but since when it is known. */
const factText = ({ kind, customerId, ticketId, at, until, fact }: Row): string =>
  JSON.stringify([kind, customerId, ticketId, at, until, fact]);

const jsonOf = (held: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> =>
  new Map([...held].map(([id, value]) => [id, JSON.stringify(value)]));

const told = (rows: readonly Row[] | undefined, id: string, text: (row: Row) => Row[string] | undefined) =>
  new Map((rows ?? []).map((row) => [String(row[id]), text(row)]));

function same(
  customerId: string,
  { name }: Table,
  held: ReadonlyMap<string, unknown>,
  expected: ReadonlyMap<string, unknown>,
): void {
  for (const id of new Set([...held.keys(), ...expected.keys()])) {
    if (held.get(id) === expected.get(id)) continue;
    const columns = held.has(id) && expected.has(id) ? [lastWord(name)] : [];
    throw new PagesDiffer({ table: name, row: id, stream: `customer-${customerId}`, columns });
  }
}

/** The column that holds what is compared. */
const lastWord = (table: string): string =>
  ({ items: 'item', tickets: 'ticket', conversations: 'channel' })[table] ?? 'fact';
