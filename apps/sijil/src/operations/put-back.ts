import { copyFile, cp, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openDeskStore } from '#desk-store/open';
import { openEventLogReader } from '#event-log/open';
import type { Settings } from '#settings';
import { backupFiles } from './backup.js';
import { BackupIncomplete, RestoreTargetNotEmpty } from './backup.errors.js';
import { pathIn } from './path-in.js';
import { acceptRestoredDesk, markRestored } from './restore.js';

/**
 * Puts a backup's files where the settings say, into a place that holds none. The desk will not start on them before
 * `acceptRestore`. Errors: `BackupIncomplete`, `RestoreTargetNotEmpty`, `BackupImpossible`.
 */
export async function putBack(folder: string, settings: Settings): Promise<void> {
  await mustBeWhole(folder);
  const files = [
    [backupFiles.desk, pathIn(settings.deskUrl, 'sqlite')],
    [backupFiles.log, pathIn(settings.logUrl, 'sqlite')],
    [backupFiles.keys, pathIn(settings.keysUrl, 'sqlite')],
  ] as const;
  for (const [, path] of files) await mustBeFree(path);
  for (const [name, path] of files) {
    await mkdir(dirname(path), { recursive: true });
    await copyFile(join(folder, name), path);
    // First of all, so that nothing starts on half of it.
    if (name === backupFiles.desk) await markPutBack(settings);
  }
  const blobs = join(folder, backupFiles.blobs);
  if (await exists(blobs)) await cp(blobs, pathIn(settings.blobUrl, 'file'), { recursive: true });
}

async function markPutBack(settings: Settings): Promise<void> {
  const desk = await openDeskStore(settings.deskUrl);
  await markRestored(desk.facts, new Date().toISOString()).finally(() => desk.close());
}

/** Goes on from what the backup held; answers the desk's new epoch. */
export async function acceptRestore(settings: Settings): Promise<number> {
  const desk = await openDeskStore(settings.deskUrl);
  try {
    const log = await openEventLogReader(settings.logUrl);
    return await acceptRestoredDesk(desk, log, new Date().toISOString()).finally(() => log.close());
  } finally {
    await desk.close();
  }
}

/** The manifest is written last: a folder without one is half a backup. */
async function mustBeWhole(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const wanted: readonly string[] = [backupFiles.manifest, backupFiles.desk, backupFiles.log, backupFiles.keys];
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new BackupIncomplete(folder, missing);
}

/** A write-ahead log that stayed behind would be taken for that of the file put back. */
async function mustBeFree(path: string): Promise<void> {
  for (const file of [path, `${path}-wal`]) if (await exists(file)) throw new RestoreTargetNotEmpty(file);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
