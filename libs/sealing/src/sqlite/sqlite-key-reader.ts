import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openSqlite, schemaVersion } from '#sqlite';
import type { KeyReader } from '../sealing-keys.port.js';
import { KeysSchemaUnknown, KeysUnavailable } from '../sealing.errors.js';
import { KeyFinder } from './key-finder.js';
import { migrations } from './schema.js';
import { tried } from './tried.js';

/** Reads keys of a file that others own. Reads are one statement each, so that destroyed keys leave its write-ahead log. */
export class SqliteKeyReader implements KeyReader {
  readonly #finder: KeyFinder;

  /** Errors: `KeysUnavailable` where there is no such file, `KeysSchemaUnknown`. */
  static open(path: string): SqliteKeyReader {
    if (!existsSync(path)) throw new KeysUnavailable(`there are no keys at ${path}`);
    const db = tried(() => openSqlite(path, { synchronous: 'FULL', readOnly: true }));
    try {
      const found = tried(() => schemaVersion(db));
      if (found !== migrations.length) throw new KeysSchemaUnknown(found, migrations.length);
      return new SqliteKeyReader(db);
    } catch (fault) {
      db.close();
      throw fault;
    }
  }

  private constructor(private readonly db: DatabaseSync) {
    this.#finder = new KeyFinder(db);
  }

  async find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    return tried(() => this.#finder.find(keyIds));
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }
}
