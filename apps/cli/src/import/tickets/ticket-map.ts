import { handleKinds } from '#domain';
import type { HandleKind } from '#domain';
import { timeReader } from './time-pattern.js';

/** Fields of a line of history that a column of a table can fill: see docs/import.md. */
export const mappedFields = [
  'ticket', 'openedAt', 'changedAt', 'channel', 'customer', 'customerName', 'status', 'assignee', 'team', 'priority',
  'topic', 'change', 'resolvedAt', 'by', 'subject', 'text',
] as const; // prettier-ignore
export type MappedField = (typeof mappedFields)[number];

/** How a table of ticket changes is read, one row a change. */
export interface TicketMap {
  /** The columns of each field; several are joined by ` / `. */
  readonly columns: ReadonlyMap<MappedField, readonly string[]>;
  /** Values the other system writes → values of this desk. A field that stands here takes no other value. */
  readonly values: ReadonlyMap<MappedField, ReadonlyMap<string, string>>;
  /** Values of fields that the table has no column for. */
  readonly fixed: ReadonlyMap<MappedField, string>;
  /** What the customers' column holds: addresses of this kind, or the other system's own ids. */
  readonly customerKind: HandleKind;
  /** Texts in any column that say nothing. */
  readonly unknown: ReadonlySet<string>;
  /** `D/M/YYYY HH:mm`; ISO 8601 where it is left out. */
  readonly times: string | undefined;
  readonly delimiter: string;
}

/** One thing wrong with a map, and where in it. */
export interface MapProblem {
  readonly path: readonly string[];
  readonly problem: string;
}

type Plain = Readonly<Record<string, unknown>>;
const settings = ['columns', 'values', 'fixed', 'customerKind', 'unknown', 'times', 'delimiter'];

/** Reads a map from plain data; answers the map, and everything that is wrong with it. */
export function readTicketMap(value: unknown): { readonly map: TicketMap; readonly problems: readonly MapProblem[] } {
  const reader = new MapReader();
  return { map: reader.map(value), problems: reader.problems };
}

class MapReader {
  readonly problems: MapProblem[] = [];

  map(value: unknown): TicketMap {
    const given = this.object(value, []);
    for (const name of Object.keys(given)) {
      if (!settings.includes(name)) this.wrong([name], `is no setting; there are ${settings.join(', ')}`);
    }
    const map: TicketMap = {
      columns: this.fields(given, 'columns', (columns, path) => this.texts(columns, path)),
      values: this.fields(given, 'values', (values, path) => this.translations(values, path)),
      fixed: this.fields(given, 'fixed', (fixed, path) => this.text(fixed, path)),
      customerKind: this.kind(given['customerKind']),
      unknown: new Set(this.texts(given['unknown'] ?? [], ['unknown'])),
      times: this.times(given['times']),
      delimiter: this.text(given['delimiter'] ?? ',', ['delimiter']),
    };
    for (const field of ['ticket', 'changedAt', 'channel'] as const) this.mustBeFilled(map, field);
    return map;
  }

  private fields<Value>(given: Plain, name: string, read: (value: unknown, path: readonly string[]) => Value) {
    const found = new Map<MappedField, Value>();
    for (const [key, value] of Object.entries(this.object(given[name] ?? {}, [name]))) {
      const field = mappedFields.find((each) => each === key);
      if (field) found.set(field, read(value, [name, key]));
      else this.wrong([name, key], `is no field; there are ${mappedFields.join(', ')}`);
    }
    return found;
  }

  private translations(value: unknown, path: readonly string[]): ReadonlyMap<string, string> {
    const entries = Object.entries(this.object(value, path));
    return new Map(entries.map(([from, to]) => [from, this.text(to, [...path, from])]));
  }

  private texts(value: unknown, path: readonly string[]): readonly string[] {
    return (Array.isArray(value) ? value : [value]).map((each) => this.text(each, path));
  }

  private text(value: unknown, path: readonly string[]): string {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    this.wrong(path, 'is no text');
    return '';
  }

  private object(value: unknown, path: readonly string[]): Plain {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Plain;
    this.wrong(path, 'is no set of names and values');
    return {};
  }

  private kind(value: unknown): HandleKind {
    const kind = handleKinds.find((each) => each === (value ?? 'account'));
    if (kind === undefined) this.wrong(['customerKind'], `is none of ${handleKinds.join(', ')}`);
    return kind ?? 'account';
  }

  private times(value: unknown): string | undefined {
    const pattern = value === undefined ? undefined : this.text(value, ['times']);
    if (pattern !== undefined && timeReader(pattern) === undefined) {
      this.wrong(['times'], 'is no pattern of YYYY, MM or M, DD or D, HH or H, mm and ss');
    }
    return pattern;
  }

  private mustBeFilled({ columns, fixed }: TicketMap, field: MappedField): void {
    if (!columns.has(field) && !fixed.has(field)) this.wrong(['columns'], `names no column for "${field}"`);
  }

  private wrong(path: readonly string[], problem: string): void {
    this.problems.push({ path, problem });
  }
}
