import type { MessagePort } from 'node:worker_threads';
import { DeskDriverUnknown } from './desk-store.errors.js';
import type { DeskStore } from './desk-store.port.js';

export interface DeskStoreOptions {
  /** Keep other servers out (the default). A command line that works beside a running server says `false`. */
  readonly hold?: boolean;
  /** Bytes of envelopes that may wait to be written before `keep` is refused with `DeskBusy`. 64 MiB. */
  readonly maxWaitingBytes?: number;
  /** How often to look whether another process kept something, in milliseconds. 200. */
  readonly lookEveryMs?: number;
  /** What `DeskStore.branch` of the store that holds it gave, in another thread of this process. */
  readonly branch?: MessagePort | undefined;
}

/**
 * Opens the desk store a URL names: `memory:`, or `sqlite:<path>` (the folder is made where there is none).
 *
 * Errors: `DeskDriverUnknown`, `DeskInUse`, `DeskSchemaUnknown`.
 */
export async function openDeskStore(url: string, options: DeskStoreOptions = {}): Promise<DeskStore> {
  const { hold = true, maxWaitingBytes = 64 * 1024 * 1024, lookEveryMs = 200, branch } = options;
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
        lookEveryMs,
        ...(branch && { branch }),
      });
    }
    default:
      throw new DeskDriverUnknown(scheme);
  }
}
