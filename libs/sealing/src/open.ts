import { KeysUrlUnknown } from './sealing.errors.js';
import type { SealingKeys } from './sealing-keys.port.js';

/**
 * Opens the keys a URL names: `sqlite:<path>`, `postgres://user:password@host:port/database` (either is made where it does
 * not exist), or `memory:`.
 * Errors: `KeysUrlUnknown`, `KeysSchemaUnknown`, `KeysUnavailable`, `PostgresUrlInvalid`.
 */
export async function openSealingKeys(url: string): Promise<SealingKeys> {
  if (url === 'memory:') return new (await import('./memory/memory-sealing-keys.js')).MemorySealingKeys();
  if (/^postgres(ql)?:\/\//.test(url)) {
    return (await import('./postgres/postgres-sealing-keys.js')).PostgresSealingKeys.open(url);
  }
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) throw new KeysUrlUnknown(url);
  return (await import('./sqlite/sqlite-sealing-keys.js')).SqliteSealingKeys.open(path);
}
