import { DeskDriverUnknown } from './desk-store.errors.js';
import type { DeskStore } from './desk-store.port.js';

/**
 * Opens the desk store a URL names: `memory:` or `sqlite:<path>`.
 *
 * Errors: `DeskDriverUnknown`.
 */
export async function openDeskStore(url: string): Promise<DeskStore> {
  const scheme = url.slice(0, url.indexOf(':') + 1);
  switch (scheme) {
    case 'memory:': {
      const { MemoryDeskStore } = await import('./memory/memory-desk-store.js');
      return new MemoryDeskStore();
    }
    default:
      throw new DeskDriverUnknown(scheme);
  }
}
