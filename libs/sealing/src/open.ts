import { KeysUrlUnknown } from './sealing.errors.js';
import type { KeyReader, SealingKeys } from './sealing-keys.port.js';

/**
 * Opens the keys a URL names: `sqlite:<path>`, `postgres://user:password@host:port/database` (either is made where it does
 * not exist), or `memory:`.
 * Errors: `KeysUrlUnknown`, `KeysSchemaUnknown`, `KeysUnavailable`, `PostgresUrlInvalid`.
 */
export async function openSealingKeys(url: string): Promise<SealingKeys> {
  if (url === 'memory:') return new (await import('./memory/memory-sealing-keys.js')).MemorySealingKeys();
  if (isOnServer(url)) return (await import('./postgres/postgres-sealing-keys.js')).PostgresSealingKeys.open(url);
  return (await import('./sqlite/sqlite-sealing-keys.js')).SqliteSealingKeys.open(pathOf(url));
}

/**
 * Opens keys that others made, for reading only: nothing is made or migrated, so that code of another version may own them.
 * Errors: `KeysUrlUnknown`, `KeysSchemaUnknown` (also where they are older than this code), `KeysUnavailable` (there are none).
 */
export async function openKeysToRead(url: string): Promise<KeyReader> {
  if (isOnServer(url)) return (await import('./postgres/postgres-key-reader.js')).PostgresKeyReader.open(url);
  return (await import('./sqlite/sqlite-key-reader.js')).SqliteKeyReader.open(pathOf(url));
}

const isOnServer = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

function pathOf(url: string): string {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) throw new KeysUrlUnknown(url);
  return path;
}
