import type { MessagePort } from 'node:worker_threads';
import { DeskDriverUnknown } from './desk-store.errors.js';
import type { DeskStore } from './desk-store.port.js';

export interface DeskStoreOptions {
  /** Keep other servers out of the file (the default); PostgreSQL is shared. Whoever works beside a running server says `false`. */
  readonly hold?: boolean;
  /** Bytes of envelopes that may wait to be written before `keep` is refused with `DeskBusy`. 64 MiB. */
  readonly maxWaitingBytes?: number;
  /** How often to look whether another process kept something, in milliseconds. 200; on PostgreSQL, which tells, 1,000. */
  readonly lookEveryMs?: number;
  /** What `DeskStore.branch` of the store that holds it gave, in another thread of this process. */
  readonly branch?: MessagePort | undefined;
}

/**
 * Opens the desk store a URL names: `memory:`, `sqlite:<path>` (the folder is made where there is none), or
 * `postgres://user:password@host:port/database` (the schema is made where there is none; several servers may share it).
 *
 * Errors: `DeskDriverUnknown`, `DeskInUse`, `DeskSchemaUnknown`, `DeskUnavailable`, `PostgresUrlInvalid`.
 */
export async function openDeskStore(url: string, options: DeskStoreOptions = {}): Promise<DeskStore> {
  const { hold = true, maxWaitingBytes = 64 * 1024 * 1024, lookEveryMs, branch } = options;
  const scheme = url.slice(0, url.indexOf(':') + 1);
  switch (scheme) {
    case 'memory:': {
      const { MemoryDeskStore } = await import('./memory/memory-desk-store.js');
      return new MemoryDeskStore();
    }
    case 'sqlite:': {
      const { SqliteDeskStore } = await import('./sqlite/sqlite-desk-store.js');
      return SqliteDeskStore.open(url.slice(scheme.length), {
        hold,
        maxWaitingBytes,
        lookEveryMs: lookEveryMs ?? 200,
        ...(branch && { branch }),
      });
    }
    case 'postgres:':
    case 'postgresql:': {
      const { PostgresDeskStore } = await import('./postgres/postgres-desk-store.js');
      return PostgresDeskStore.open(url, { maxWaitingBytes, lookEveryMs: lookEveryMs ?? 1000 });
    }
    default:
      throw new DeskDriverUnknown(scheme);
  }
}
