import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageSet, ReadStore } from '#read-store';
import { deskPages } from '../src/index.js';
import type { PageTables } from '../src/index.js';

/** A read store in a folder of its own; `dispose` closes it and removes the folder. */
export interface TemporaryStore {
  readonly url: string;
  readonly store: ReadStore<PageTables>;
  dispose(): Promise<void>;
}

type OpenReadStore = (url: string, pages: PageSet) => Promise<ReadStore<PageTables>>;

/**
 * Opens an empty read store for one test, on SQLite where no address is given; `open` is `openReadStore`, which only
 * tests and apps may import.
 */
export async function temporaryStore(open: OpenReadStore, at?: string): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'sijil-desk-pages-'));
  const url = at ?? `sqlite:${folder}`;
  const store = await open(url, deskPages);
  const dispose = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, store, dispose };
}
