import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from '../blob-store.port.js';
import { insistOnName, isBlobName } from '../blob-name.js';
import { heeding } from './file-faults.js';

/**
 * Blobs as files `<folder>/ab/cd/<sha256>`. A blob is written under a passing name, fsynced, renamed, and its folder
 * fsynced, so that a file with a blob's name is whole, whenever the power went. Passing names (`<sha256>.<uuid>`) that a
 * crash left behind are no blobs; `list` does not show them.
 */
export class FileBlobStore implements BlobStore {
  constructor(private readonly folder: string) {}

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    insistOnName(sha256, bytes);
    const path = this.#pathOf(sha256);
    await heeding(async () => {
      if (await holds(path, bytes.length)) return syncFolder(dirname(path));
      await this.#makeFolder(dirname(path));
      await writeThenRename(path, bytes);
      await syncFolder(dirname(path));
    });
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    if (!isBlobName(sha256)) return undefined;
    const bytes = await heeding(() => readFile(this.#pathOf(sha256)).catch(absent));
    if (bytes !== undefined) insistOnName(sha256, bytes);
    return bytes;
  }

  async delete(sha256: string): Promise<void> {
    if (!isBlobName(sha256)) return;
    const path = this.#pathOf(sha256);
    await heeding(async () => {
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch(absent);
    });
  }

  async *list(): AsyncGenerator<string> {
    for await (const { name, parentPath } of await entriesBelow(this.folder)) {
      if (isBlobName(name) && join(parentPath, name) === this.#pathOf(name)) yield name;
    }
  }

  #pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** A new folder is durable once its parent is; both levels above it may be new too. */
  async #makeFolder(folder: string): Promise<void> {
    const topmost = await mkdir(folder, { recursive: true });
    if (topmost === undefined) return;
    for (let made = folder; made.length >= topmost.length; made = dirname(made)) await syncFolder(dirname(made));
  }
}

async function writeThenRename(path: string, bytes: Uint8Array): Promise<void> {
  const passing = `${path}.${randomUUID()}`;
  try {
    await using file = await open(passing, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await rename(passing, path);
  } catch (fault) {
    await rm(passing, { force: true });
    throw fault;
  }
}

const holds = (path: string, size: number): Promise<boolean> =>
  stat(path).then((found) => found.size === size, () => false); // prettier-ignore

/** Windows cannot open a folder, and makes renames durable by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

async function entriesBelow(folder: string) {
  return (await opendir(folder, { recursive: true }).catch(absent)) ?? [];
}

function absent(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT') throw fault;
}
