import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '#blobs';
import { openBlobStore } from '#blobs/open';
import type { DeskStore } from '#desk-store';
import type { Settings } from '#settings';
import { copyDatabase } from '#sqlite';
import { BackupImpossible, BackupTargetNotEmpty } from './backup.errors.js';
import { pathIn } from './path-in.js';
import type { ProgressLine } from './thread-job.js';

/** Files of a backup, as `restore` expects them. */
export const backupFiles = {
  desk: 'desk.db',
  log: 'log.db',
  keys: 'keys.db',
  blobs: 'blobs',
  manifest: 'backup.json',
} as const;

/**
 * Copies a serving desk. The order makes the copy sound: the log is copied after the desk store, so every route and
 * checkpoint in the copy is of an event it holds; the keys after the log, so everything sealed in it can be opened.
 * The manifest is written last: a folder without one is half a backup, and that is what the signal leaves.
 */
export async function* takeBackup(
  settings: Settings,
  desk: DeskStore,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<ProgressLine> {
  if (!desk.copyTo) throw new BackupImpossible(settings.deskUrl);
  const [log, keys] = [pathIn(settings.logUrl, 'sqlite'), pathIn(settings.keysUrl, 'sqlite')];
  await emptyFolder(folder);
  const blobs = await openBlobStore(settings.blobUrl);
  yield { done: '0', total: '4' };
  await desk.copyTo(folder);
  yield { done: '1', total: '4' };
  await copyDatabase(log, join(folder, backupFiles.log));
  yield { done: '2', total: '4' };
  await copyDatabase(keys, join(folder, backupFiles.keys));
  yield { done: '3', total: '4' };
  const copied = await copyBlobs(blobs, folder, signal);
  const manifest = { version: 1, takenAt: new Date().toISOString(), blobs: copied };
  await writeManifest(folder, manifest);
  yield { result: manifest };
}

/** Answers how many. Errors: the signal's reason. */
async function copyBlobs(blobs: BlobStore, folder: string, signal: AbortSignal): Promise<number> {
  const copy = await openBlobStore(`file:${join(folder, backupFiles.blobs)}`);
  let copied = 0;
  for await (const name of blobs.list()) {
    signal.throwIfAborted();
    const bytes = await blobs.get(name);
    if (bytes) await copy.put(name, bytes);
    copied++;
  }
  return copied;
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new BackupTargetNotEmpty(folder);
}

async function writeManifest(folder: string, manifest: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(folder, backupFiles.manifest);
  await writeFile(`${path}.unfinished`, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await rename(`${path}.unfinished`, path);
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
