import type {
  AgentEvent,
  CustomerFileEvent,
  HandleEvent,
  InboxEvent,
  LinkEvent,
  ParkingEvent,
  TeamEvent,
} from '#domain';
import type { Row, RowOf, Table } from '#read-store';
import type { Opened, Told } from './opened-event.js';
import type { Pages } from './pages.js';

/** The facts that stand on each category of stream. */
export interface FactsOn {
  readonly customer: CustomerFileEvent;
  readonly handle: HandleEvent;
  readonly link: LinkEvent;
  readonly inbox: InboxEvent;
  readonly agent: AgentEvent;
  readonly team: TeamEvent;
  readonly pages: ParkingEvent;
}
export type Category = keyof FactsOn;

/** A row a fold will read, or all rows with one value in an indexed column. What is found may lead to further rows. */
export interface Named {
  readonly table: Table;
  readonly key?: readonly (string | number)[];
  readonly where?: { readonly column: string; readonly value: string };
  readonly leadsTo?: (row: Row) => readonly Named[];
}

/**
 * Keeps pages of the facts on one category of stream.
 *
 * `names` says which rows a fact will read, so that a batch reads them together and once.
 * `fold` is pure: the pages and a fact give the pages; it knows no clock, no file and no other fact.
 */
export interface Projection<C extends Category = Category> {
  readonly name: string;
  /** Rises when the same facts would give other pages. */
  readonly version: number;
  readonly category: C;
  readonly tables: readonly Table[];
  names(event: Told<FactsOn[C]>): readonly Named[];
  fold(opened: Opened<FactsOn[C]>, pages: Pages): void;
}

/** Names a row by its key. */
export const named = <T extends Table>(
  table: T,
  key: string | number,
  leadsTo?: (row: RowOf<T>) => readonly Named[],
): Named => ({ table, key: [key], ...(leadsTo && { leadsTo: leadsTo as (row: Row) => readonly Named[] }) });

/** Names all rows with this value in an indexed column. */
export const namedWhere = <T extends Table>(
  table: T,
  column: keyof T['columns'] & string,
  value: string,
  leadsTo: (row: RowOf<T>) => readonly Named[],
): Named => ({ table, where: { column, value }, leadsTo: leadsTo as (row: Row) => readonly Named[] });

export const nothingNamed: readonly Named[] = Object.freeze([]);

/** The id a stream's name ends with: `customer-<id>`, `inbox-<id>`. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
