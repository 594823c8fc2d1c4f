import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction, migrate, openSqlite } from '#sqlite';
import type { KeyBlock, SealingKeys } from '../sealing-keys.port.js';
import { KeysSchemaUnknown, KeysUnavailable } from '../sealing.errors.js';
import { idIsIn, KeyFinder } from './key-finder.js';
import { migrations } from './schema.js';
import { SqliteErasureRegister } from './sqlite-erasure-register.js';
import { tried } from './tried.js';

/**
 * Keys in a SQLite file of their own, readable by its owner alone. A lease writes its rows and its mark in one commit
 * that is on the disk when it returns. Destroyed keys are overwritten where they lie (rows that are deleted leave copies
 * of their neighbours behind), and the write-ahead log that still held them is emptied, before `destroy` resolves.
 */
export class SqliteSealingKeys implements SealingKeys {
  readonly erasures: SqliteErasureRegister;
  readonly #nextId: StatementSync;
  readonly #addKeys: StatementSync;
  readonly #markLease: StatementSync;
  readonly #raiseMark: StatementSync;
  readonly #finder: KeyFinder;
  readonly #overwriteKeys: StatementSync;

  /** Opens `path`, or makes it with its folder. Errors: `KeysSchemaUnknown`. */
  static open(path: string): SqliteSealingKeys {
    makePrivate(path);
    return new SqliteSealingKeys(openSqlite(path, { synchronous: 'FULL', secureDelete: true }));
  }

  /** Takes over an open file; makes the handle key at the first start. */
  constructor(private readonly db: DatabaseSync) {
    migrate(db, migrations, (found, known) => new KeysSchemaUnknown(found, known));
    db.prepare('INSERT OR IGNORE INTO handle_key VALUES (1, ?)').run(randomBytes(32));
    this.#nextId = db.prepare('SELECT next_id FROM lease');
    // One statement a block: row by row it would hold up who seals for twice as long.
    this.#addKeys = db.prepare(`
      INSERT INTO key (id, secret)
      WITH RECURSIVE place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < :size)
      SELECT :first + n, substr(:secrets, 32 * n + 1, 32) FROM place`);
    this.#markLease = db.prepare('UPDATE lease SET next_id = ?');
    this.#raiseMark = db.prepare('UPDATE lease SET next_id = max(next_id, ? + 1)');
    this.#finder = new KeyFinder(db);
    this.#overwriteKeys = db.prepare(`UPDATE key SET secret = zeroblob(32) WHERE ${idIsIn}`);
    this.erasures = new SqliteErasureRegister(db);
  }

  async handleKey(): Promise<Uint8Array> {
    return tried(() => this.db.prepare('SELECT secret FROM handle_key').get()?.['secret'] as Uint8Array);
  }

  async lease(size: number): Promise<KeyBlock> {
    const secrets = randomBytes(32 * size);
    return tried(() =>
      inTransaction(this.db, () => {
        const first = this.#next();
        this.#addKeys.run({ first, size, secrets });
        this.#markLease.run(first + size);
        return { first, size, secrets };
      }),
    );
  }

  async lastGiven(): Promise<number> {
    return tried(() => this.#next() - 1);
  }

  async raise(atLeast: number): Promise<void> {
    tried(() => this.#raiseMark.run(atLeast));
  }

  async find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    return tried(() => this.#finder.find(keyIds));
  }

  async destroy(keyIds: readonly number[]): Promise<void> {
    tried(() => {
      this.#overwriteKeys.run(JSON.stringify(keyIds));
      const checkpoint = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (checkpoint?.['busy'] !== 0)
        throw new KeysUnavailable('a reader holds the destroyed keys: destroy them again');
    });
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }

  #next(): number {
    return Number(this.#nextId.get()?.['next_id']);
  }
}

function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}
