import { DatabaseSync } from 'node:sqlite';

/**
 * Holds `<path>.lock` for this process: the operating system lets go of it when the process dies, however it dies.
 * Throws `inUse()` while another process holds it.
 */
export function holdFile(path: string, inUse: () => Error): { release(): void } {
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw inUse();
  }
  return { release: () => lock.close() };
}
