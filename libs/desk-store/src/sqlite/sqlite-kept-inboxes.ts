import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeptInbox, KeptInboxes } from '../desk-store.port.js';
import type { DeskWriter } from './desk-writer.js';

/** Inboxes on desk.db. The one writer numbers the changes in the order they are committed, so no reader passes one over. */
export class SqliteKeptInboxes implements KeptInboxes {
  private readonly since: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.since = db.prepare('SELECT id, version, text, changed FROM inboxes WHERE changed > ? ORDER BY changed');
  }

  keep({ id, version, text }: KeptInbox): Promise<void> {
    return this.writer.write('keepInbox', [{ id, version, text }], text.length);
  }

  async changedSince(mark: number): Promise<{ readonly inboxes: readonly KeptInbox[]; readonly mark: number }> {
    const rows = this.since.all(mark) as unknown as (KeptInbox & { readonly changed: number })[];
    const inboxes = rows.map(({ id, version, text }) => ({ id, version, text }));
    return { inboxes, mark: rows.at(-1)?.changed ?? mark };
  }

  forgetVersions(): Promise<void> {
    return this.writer.write('forgetInboxVersions', []);
  }
}
