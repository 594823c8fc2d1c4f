import { randomBytes } from 'node:crypto';
import { statement } from '#postgres';
import type { KeyBlock, SealingKeys } from '../sealing-keys.port.js';
import { KeysUnavailable } from '../sealing.errors.js';
import { isAlive, keysIn } from './find-keys.js';
import { KeysDatabase } from './keys-database.js';
import { PostgresErasureRegister } from './postgres-erasure-register.js';

const makeHandleKey = statement('INSERT INTO handle_key (secret) VALUES ($1) ON CONFLICT DO NOTHING');
const theHandleKey = statement('SELECT secret FROM handle_key');
const leaseBlock = statement(`
  WITH leased AS (
    UPDATE lease SET next_id = next_id + $1::integer RETURNING next_id - $1::integer AS first
  ), added AS (
    INSERT INTO key (id, secret)
    SELECT first + n, substring($2::bytea FROM 32 * n + 1 FOR 32) FROM leased, generate_series(0, $1::integer - 1) AS n
  )
  SELECT first FROM leased`);
const last = statement('SELECT next_id - 1 FROM lease');
const raiseMark = statement('UPDATE lease SET next_id = greatest(next_id, $1::bigint + 1)');
const overwrite = statement(`
  UPDATE key SET secret = decode(repeat('00', 32), 'hex') WHERE id = ANY ($1::bigint[]) AND ${isAlive}`);

/**
 * Keys in a schema of their own, which several servers share; it may lie on another server than everything the keys open.
 * A lease writes its rows and its mark in one commit. Destroyed keys are overwritten, and the table is vacuumed before
 * `destroy` resolves: traces may stay in the free space of its pages until that is used again, and in the server's own
 * log and the copies made of it as long as those are kept.
 */
export class PostgresSealingKeys implements SealingKeys {
  readonly erasures: PostgresErasureRegister;

  /** Errors: `PostgresUrlInvalid`, `KeysSchemaUnknown`, `KeysUnavailable`. */
  static async open(url: string): Promise<PostgresSealingKeys> {
    const database = await KeysDatabase.open(url);
    try {
      // Of several servers that begin at once one makes it, and all read that one.
      await database.rows(makeHandleKey, [randomBytes(32)]);
      return new PostgresSealingKeys(database);
    } catch (fault) {
      await database.close();
      throw fault;
    }
  }

  private constructor(private readonly database: KeysDatabase) {
    this.erasures = new PostgresErasureRegister(database);
  }

  async handleKey(): Promise<Uint8Array> {
    const [row] = await this.database.rows<[Buffer]>(theHandleKey);
    if (!row) throw new KeysUnavailable('the handle key is not there');
    return new Uint8Array(row[0]);
  }

  async lease(size: number): Promise<KeyBlock> {
    const secrets = randomBytes(32 * size);
    const [row] = await this.database.rows<[bigint]>(leaseBlock, [size, secrets]);
    if (!row) throw new KeysUnavailable('the mark of leases is not there');
    return { first: Number(row[0]), size, secrets };
  }

  async lastGiven(): Promise<number> {
    const [row] = await this.database.rows<[bigint]>(last);
    return Number(row?.[0] ?? 0n);
  }

  async raise(atLeast: number): Promise<void> {
    await this.database.rows(raiseMark, [atLeast]);
  }

  find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    return keysIn(this.database, keyIds);
  }

  async destroy(keyIds: readonly number[]): Promise<void> {
    await this.database.rows(overwrite, [keyIds]);
    await this.database.vacuum();
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
