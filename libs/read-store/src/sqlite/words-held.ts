import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SoughtWords } from '../read-store.port.js';
import type { Key, Row, Table } from '../table.port.js';
import { createWords, putStatement } from './table-statements.js';

/** Characters at the beginning and end of a text of which the words are looked for, one after the other. */
const soughtCharacters = 32;
/** Entries of which they are, at most, each time some are asked about: to look for a word takes longer than to count. */
const soughtEntries = 25;

/**
 * Tells whether entries of a search index are found by the words they should be found by. The index holds no texts, so the
 * words that are expected go into another like it, in memory: then SQLite itself says of both how many words each column
 * has, and, of some, whether the beginning and the end of its text stand there.
 */
export class WordsHeld {
  readonly #columns: readonly string[];
  readonly #empty: StatementSync;
  readonly #expect: StatementSync;
  readonly #counts: StatementSync;
  readonly #finds: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly table: Table,
  ) {
    const expected = { ...table, name: `expected ${table.name}` };
    const [held, sought] = [`main."${table.name}"`, `temp."${expected.name}"`];
    this.#columns = Object.keys(table.columns).filter((column) => !table.key.includes(column));
    db.exec(createWords(expected, 'temp.'));
    this.#empty = db.prepare(`INSERT INTO ${sought} ("${expected.name}") VALUES ('delete-all')`);
    this.#expect = db.prepare(putStatement(expected));
    const sizes = (schema: string, name: string) =>
      `(SELECT hex(sz) FROM ${schema}."${name}_docsize" WHERE id = :entry)`;
    this.#counts = db.prepare(`SELECT ${sizes('main', table.name)} AS held, ${sizes('temp', expected.name)} AS sought`);
    const finds = (index: string, name: string) =>
      `EXISTS (SELECT 1 FROM ${index} WHERE "${name}" MATCH :words AND rowid = :entry)`;
    this.#finds = db.prepare(`SELECT ${finds(held, table.name)} AS held, ${finds(sought, expected.name)} AS sought`);
  }

  holds(entries: readonly SoughtWords[]): boolean[] {
    this.#empty.run();
    const [key = ''] = this.table.key;
    const order = [key, ...this.#columns];
    for (const { row } of entries)
      if (row !== undefined) this.#expect.run(...order.map((column) => row[column] ?? null));
    const every = Math.ceil(entries.length / soughtEntries);
    return entries.map((entry, place) => this.#isHeld(entry) && (place % every > 0 || this.#beginsAndEnds(entry)));
  }

  #isHeld({ key: [entry = 0] }: SoughtWords): boolean {
    const { held, sought } = this.#counts.get({ entry }) as unknown as Sides<string | null>;
    return held === sought;
  }

  #beginsAndEnds({ key: [entry = 0], row }: SoughtWords): boolean {
    return row === undefined || this.#pieces(row).every((words) => this.#standsThere({ words, entry }));
  }

  /** What finds nothing where it should stand is of no word. */
  #standsThere(asked: { readonly words: string; readonly entry: Key[number] }): boolean {
    const { held, sought } = this.#finds.get(asked) as unknown as Sides<number>;
    return held === 1 || sought === 0;
  }

  *#pieces(row: Row): Generator<string> {
    for (const column of this.#columns)
      for (const piece of piecesOf(String(row[column] ?? ''))) yield `"${column}" : "${piece.replaceAll('"', '""')}"`;
  }
}

interface Sides<Told> {
  readonly held: Told;
  readonly sought: Told;
}

/** The beginning and the end of a text, cut between words; a question ends at a character of number zero. */
function piecesOf(text: string): readonly string[] {
  const [told = ''] = text.split('\u0000');
  if (told.length <= soughtCharacters) return [told];
  const [start, end] = [told.slice(0, soughtCharacters), told.slice(-soughtCharacters)];
  return [start.slice(0, Math.max(0, start.lastIndexOf(' '))), end.slice(end.indexOf(' ') + 1 || end.length)];
}
