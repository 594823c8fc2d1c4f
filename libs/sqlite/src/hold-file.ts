import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-faults.js';

/**
 * Holds `<path>.lock` for this process: the operating system lets go of it when the process dies, however it dies.
 * Throws `inUse()` while somebody else holds it, and SQLite's own fault when the lock cannot be made at all.
 */
export function holdFile(path: string, inUse: () => Error): { release(): void } {
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (fault) {
    lock.close();
    throw isBusy(fault) ? inUse() : fault;
  }
  return { release: () => void (lock.isOpen && lock.close()) };
}
