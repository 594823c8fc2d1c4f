import type { KeyReader } from '../sealing-keys.port.js';
import { keysIn } from './find-keys.js';
import { KeysDatabase } from './keys-database.js';

/** Reads keys in a schema that others own. */
export class PostgresKeyReader implements KeyReader {
  /** Errors: `PostgresUrlInvalid`, `KeysSchemaUnknown`, `KeysUnavailable`. */
  static async open(url: string): Promise<PostgresKeyReader> {
    return new PostgresKeyReader(await KeysDatabase.openAsItIs(url));
  }

  private constructor(private readonly database: KeysDatabase) {}

  find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    return keysIn(this.database, keyIds);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
