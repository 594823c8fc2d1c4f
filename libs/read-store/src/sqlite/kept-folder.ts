import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptPages } from '../kept-pages.port.js';

/** What lies in a folder of pages; `undefined` where there is none. */
export async function keptFolder(folder: string): Promise<KeptPages | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return { place: folder, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Removes a folder of pages with all that is in it. */
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
