import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeptState, KeptStates } from '../desk-store.port.js';
import type { DeskWriter } from './desk-writer.js';
import type { StatesTable } from './room.writes.js';

/** What streams say, in a table of desk.db. The one writer numbers the changes in the order they are committed, so no reader passes one over. */
export class SqliteKeptStates implements KeptStates {
  private readonly since: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
    private readonly table: StatesTable,
  ) {
    this.since = db.prepare(`SELECT id, version, text, changed FROM ${table} WHERE changed > ? ORDER BY changed`);
  }

  keep({ id, version, text }: KeptState): Promise<void> {
    return this.writer.write('keepState', [this.table, { id, version, text }], text.length);
  }

  async changedSince(mark: number): Promise<{ readonly states: readonly KeptState[]; readonly mark: number }> {
    const rows = this.since.all(mark) as unknown as (KeptState & { readonly changed: number })[];
    const states = rows.map(({ id, version, text }) => ({ id, version, text }));
    return { states, mark: rows.at(-1)?.changed ?? mark };
  }

  forgetVersions(): Promise<void> {
    return this.writer.write('forgetVersions', [this.table]);
  }
}
