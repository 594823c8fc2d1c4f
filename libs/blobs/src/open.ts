import { fileURLToPath } from 'node:url';
import type { BlobStore } from './blob-store.port.js';
import { BlobStoreUrlUnknown } from './blobs.errors.js';

/**
 * Opens the blob store a URL names: `file:<folder>` (made with the first blob; `file:///…` is absolute) or `memory:`.
 * Errors: `BlobStoreUrlUnknown`.
 */
export async function openBlobStore(url: string): Promise<BlobStore> {
  if (url === 'memory:') return new (await import('./memory/memory-blob-store.js')).MemoryBlobStore();
  const folder = url.startsWith('file://') ? fileURLToPath(url) : /^file:(.+)$/.exec(url)?.[1];
  if (folder === undefined) throw new BlobStoreUrlUnknown(url);
  return new (await import('./files/file-blob-store.js')).FileBlobStore(folder);
}
