import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What lies in a desk's folder, store by store; a journal belongs to the file beside it. */
const stores = { log: /^log\.db/, desk: /^desk\.db/, keys: /^keys\.db/, pages: /^pages\//, blobs: /^blobs\// } as const;
export type StoreOnDisk = keyof typeof stores;

/** Bytes of files in a desk's folder, by store, in the order that they are written in. */
export async function diskUse(dataDir: string): Promise<Readonly<Record<StoreOnDisk, number>>> {
  const bytes = { log: 0, desk: 0, keys: 0, pages: 0, blobs: 0 };
  const names = await readdir(dataDir, { recursive: true });
  for (const name of names) {
    const store = Object.entries(stores).find(([, files]) => files.test(name))?.[0] as StoreOnDisk | undefined;
    const found = await stat(join(dataDir, name));
    if (store && found.isFile()) bytes[store] += found.size;
  }
  return bytes;
}
