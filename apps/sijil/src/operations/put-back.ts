import { copyFile, cp, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DeskStore } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { EventLogReader } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import type { Erasure } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import type { Settings } from '#settings';
import { RegisterNeeded } from '../erasure/erasure.errors.js';
import { readRegister } from '../erasure/read-register.js';
import { mustHaveItsHandleKey } from '../stores/stores.js';
import { backupFiles } from './backup.js';
import { BackupIncomplete, RestoreTargetNotEmpty } from './backup.errors.js';
import { pathIn } from './path-in.js';
import { acceptRestoredDesk, markRestored } from './restore.js';
import type { RestoreAnswer } from './restore.js';

/**
 * Puts a backup's files where the settings say, into a place that holds none. The desk will not start on them before
 * `acceptRestore`, and serves nobody before everybody in its register is erased again, and in the one named by `register`
 * (`none`: nobody was erased since, or nobody knows).
 * Errors: `BackupIncomplete`, `RestoreTargetNotEmpty`, `BackupImpossible`, `RegisterNeeded`, `RegisterUnreadable`.
 */
export async function putBack(folder: string, settings: Settings, register: RegisterNamed | undefined): Promise<void> {
  if (register === undefined) throw new RegisterNeeded();
  const entered = register === 'none' ? [] : await readRegister(register.path);
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
  await enterAgain(settings, entered);
  const blobs = join(folder, backupFiles.blobs);
  if (await exists(blobs)) await cp(blobs, pathIn(settings.blobUrl, 'file'), { recursive: true });
}

/** Where the newest erasure register is. */
export type RegisterNamed = { readonly path: string } | 'none';

/** Those the backup says are erased, too: while it was copied, one store may have been ahead of another. */
async function enterAgain({ keysUrl }: Settings, entered: readonly Pick<Erasure, 'customerId' | 'askedAt'>[]) {
  const keys = await openSealingKeys(keysUrl);
  const { erasures } = keys;
  try {
    await erasures.enter([...(await erasures.list()), ...entered]);
  } finally {
    await keys.close();
  }
}

async function markPutBack(settings: Settings): Promise<void> {
  const desk = await openDeskStore(settings.deskUrl);
  await markRestored(desk.facts, new Date().toISOString()).finally(() => desk.close());
}

/** Goes on from what the backup held; answers its new epoch, what the restore cost and what waits for a person. Errors: those of the stores, `HandleKeyMismatch`. */
export async function acceptRestore(settings: Settings): Promise<RestoreAnswer> {
  const desk = await openDeskStore(settings.deskUrl);
  try {
    const log = await openEventLogReader(settings.logUrl);
    return await acceptOver(desk, log, settings).finally(() => log.close());
  } finally {
    await desk.close();
  }
}

async function acceptOver(desk: DeskStore, log: EventLogReader, { keysUrl }: Settings): Promise<RestoreAnswer> {
  const keys = await openSealingKeys(keysUrl);
  try {
    await mustHaveItsHandleKey(desk, keys);
    return await acceptRestoredDesk({ desk, log, keys }, new Date().toISOString());
  } finally {
    await keys.close();
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
