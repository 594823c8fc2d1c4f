import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDeskStore } from '../src/sqlite/sqlite-desk-store.js';
import type { SqliteDeskOptions } from '../src/sqlite/sqlite-desk-store.js';

const usual: SqliteDeskOptions = { hold: true, maxWaitingBytes: 64 * 1024 * 1024, lookEveryMs: 20 };

/** The desk store in this file. */
export const deskAt = (file: string, options: Partial<SqliteDeskOptions> = {}): SqliteDeskStore =>
  SqliteDeskStore.open(file, { ...usual, ...options });

/** A folder of its own for one test, with a desk.db in it as soon as it is opened. */
export function deskFolder() {
  const path = mkdtempSync(join(tmpdir(), 'desk-'));
  const file = join(path, 'desk.db');
  return {
    path,
    file,
    open: (options?: Partial<SqliteDeskOptions>) => deskAt(file, options),
    clear: () => rmSync(path, { recursive: true }),
  };
}
