import type { BlobStore } from '../blob-store.port.js';
import { insistOnName } from '../blob-name.js';

/** Blobs that live as long as the process: for tests, and to read before writing another driver. */
export class MemoryBlobStore implements BlobStore {
  readonly #blobs = new Map<string, Uint8Array>();

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    insistOnName(sha256, bytes);
    this.#blobs.set(sha256, Uint8Array.from(bytes));
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    const bytes = this.#blobs.get(sha256);
    return bytes && Uint8Array.from(bytes);
  }

  async delete(sha256: string): Promise<void> {
    this.#blobs.delete(sha256);
  }

  async *list(): AsyncGenerator<string> {
    yield* [...this.#blobs.keys()].sort();
  }
}
