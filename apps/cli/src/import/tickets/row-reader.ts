import type { MappedField, TicketMap } from './ticket-map.js';
import { timeReader } from './time-pattern.js';
import type { TimeReader } from './time-pattern.js';

/** A row as a line of history, or what in it the map cannot read. */
export type ReadRow = { readonly line: Readonly<Record<string, unknown>> } | { readonly problem: string };

type Row = readonly string[];
type Said = string | null | undefined;
interface FieldReader {
  readonly field: MappedField;
  /** What the row says of the field; `undefined` for nothing. Errors: `RowUnreadable`. */
  readonly read: (row: Row) => Said;
}

/** A value that the map does not know. */
class RowUnreadable extends Error {}

const times: ReadonlySet<MappedField> = new Set(['openedAt', 'changedAt', 'resolvedAt']);
const ids: ReadonlySet<MappedField> = new Set(['assignee', 'team', 'by']);

/** Columns the map names and the table does not have. */
export const missingColumns = ({ columns }: TicketMap, header: Row): readonly string[] =>
  [...columns].flatMap(([field, names]) =>
    names.filter((name) => !header.includes(name)).map((name) => `columns.${field}: the table has no column "${name}"`),
  );

/** Reads rows of a table with this header by a map. */
export class RowReader {
  private readonly readers: readonly FieldReader[];
  private readonly clock: TimeReader | undefined;

  constructor(
    private readonly map: TicketMap,
    header: Row,
  ) {
    this.clock = map.times === undefined ? undefined : timeReader(map.times);
    const mapped = [...map.columns].map(([field, names]) => {
      const places = names.map((name) => header.indexOf(name));
      return { field, read: (row: Row) => this.valueOf(field, places, row) };
    });
    const fixed = [...map.fixed].filter(([field]) => !map.columns.has(field));
    this.readers = [...mapped, ...fixed.map(([field, value]) => ({ field, read: () => value }))];
  }

  read(row: Row): ReadRow {
    try {
      return { line: this.lineOf(Object.fromEntries(this.readers.map(({ field, read }) => [field, read(row)]))) };
    } catch (fault) {
      if (!(fault instanceof RowUnreadable)) throw fault;
      return { problem: fault.message };
    }
  }

  /** What says nothing is left out when the line is written. */
  private lineOf({ customer, customerName, ...line }: Readonly<Record<string, Said>>) {
    if (customer === undefined) return line;
    const name = customerName === undefined ? {} : { name: customerName };
    return { ...line, customer: { kind: this.map.customerKind, id: customer, ...name } };
  }

  private valueOf(field: MappedField, places: readonly number[], row: Row): Said {
    const cells = places.map((place) => row[place]?.trim() ?? '').filter((cell) => !this.map.unknown.has(cell));
    if (cells.length === 0) return undefined;
    const text = cells.filter((cell) => cell !== '').join(' / ');
    if (text === '') return field === 'assignee' ? null : undefined;
    return this.translated(field, text);
  }

  private translated(field: MappedField, text: string): string {
    const values = this.map.values.get(field);
    if (values) return values.get(text) ?? unreadable(`${field}: the map has no value for "${text}"`);
    if (times.has(field) && this.clock)
      return this.clock(text) ?? unreadable(`${field}: "${text}" is no ${this.map.times}`);
    // Ids have no blanks: `Resolver 216` is `Resolver-216`.
    return ids.has(field) ? text.replace(/\s+/g, '-') : text;
  }
}

function unreadable(problem: string): never {
  throw new RowUnreadable(problem);
}
