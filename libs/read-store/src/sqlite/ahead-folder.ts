import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holdFile } from '#sqlite';
import { PagesAheadInUse, PagesOfNewerCode } from '../read-store.errors.js';
import { closeUp, lookAtFile } from './page-file.js';
import { fileName, readShelf } from './shelf-rows.js';
import type { FileRow } from './shelf-rows.js';

/**
 * Where pages are built that are to serve only after the next start: a shelf of its own inside the folder of those that
 * serve now, whose code may know nothing of it.
 */
export const aheadFolder = (folder: string): string => join(folder, 'ahead');

/** Keeps others from building there, and from taking up what is built. Errors: `PagesAheadInUse`. */
export const holdAhead = (folder: string): { release(): void } =>
  holdFile(aheadFolder(folder), () => new PagesAheadInUse());

/**
 * Hands over the file of this code that was built there to its end: `take` says by `moveTo` where it is to lie, and answers
 * what is answered here. `undefined` where there is none, or somebody builds on it.
 */
export function takeBuilt<Taken>(
  folder: string,
  isOurs: (row: FileRow) => boolean,
  take: (moveTo: (path: string) => void) => Taken,
): Taken | undefined {
  return whileNobodyBuilds(folder, () => {
    const row = rowsAhead(folder)?.find((each) => each.role === 'live' && isOurs(each));
    const path = row && join(aheadFolder(folder), fileName(row));
    if (path === undefined || !isWhole(path)) return undefined;
    return take((to) => moveFile(path, to, folder));
  });
}

/** Removes what was built there by code of this version or older: it serves by now, or is over. */
export function removeOver(folder: string, version: number, isOurs: (row: FileRow) => boolean): void {
  whileNobodyBuilds(folder, () => {
    const isOver = (row: FileRow) => isOurs(row) || row.version < version;
    if (rowsAhead(folder)?.every(isOver)) removeAhead(folder);
  });
}

/** Removes all that was built there; whoever builds on it finds it gone. */
export const removeAhead = (folder: string): void => rmSync(aheadFolder(folder), { recursive: true, force: true });

/** `undefined` of a shelf only newer code can read. */
function rowsAhead(folder: string): readonly FileRow[] | undefined {
  try {
    return readShelf(aheadFolder(folder));
  } catch (fault) {
    if (fault instanceof PagesOfNewerCode) return undefined;
    throw fault;
  }
}

/** It is there, alone, and not empty. */
function isWhole(path: string): boolean {
  return existsSync(path) && lookAtFile(path).mark.position > 0n && closeUp(path);
}

/** The new name is on the disk before anybody says that the file lies there. */
function moveFile(from: string, to: string, folder: string): void {
  renameSync(from, to);
  // Windows cannot open a folder, and makes renames durable by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function whileNobodyBuilds<Result>(folder: string, work: () => Result): Result | undefined {
  if (!existsSync(aheadFolder(folder))) return undefined;
  let held: { release(): void };
  try {
    held = holdAhead(folder);
  } catch (fault) {
    if (fault instanceof PagesAheadInUse) return undefined;
    throw fault;
  }
  try {
    return work();
  } finally {
    held.release();
  }
}
