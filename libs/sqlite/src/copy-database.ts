import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';

/** All pages in one step: steps would start anew whenever another connection commits, and so might never end. */
const allPages = 0x7fff_ffff;

/**
 * Copies a database while others write to it: one consistent state, whole or not at all, durable when it resolves.
 * A file that stands at `target` is replaced. Runs beside the event loop; writers go on (their write-ahead log grows
 * until the copy is done).
 */
export async function copyDatabase(path: string, target: string): Promise<void> {
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { force: true });
  const source = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(source, unfinished, { rate: allPages });
  } finally {
    source.close();
  }
  await flush(unfinished);
  await rename(unfinished, target);
  await flush(dirname(target));
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
