import { readFile } from 'node:fs/promises';
import type { Erasure } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { RegisterUnreadable } from './erasure.errors.js';

/** What begins a SQLite file. */
const sqliteHead = Buffer.from('SQLite format 3\0', 'latin1');

type Entered = Pick<Erasure, 'customerId' | 'askedAt'>;

/**
 * The erasure register in a file: a `keys.db`, or what `sijil --json erasures` printed. Errors: `RegisterUnreadable`.
 */
export async function readRegister(path: string): Promise<readonly Entered[]> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) throw new RegisterUnreadable(path);
  if (bytes.subarray(0, sqliteHead.length).equals(sqliteHead)) return registerOfKeys(path);
  return registerIn(bytes.toString('utf8')) ?? refused(path);
}

async function registerOfKeys(path: string): Promise<readonly Entered[]> {
  try {
    const keys = await openSealingKeys(`sqlite:${path}`);
    return await keys.erasures.list().finally(() => keys.close());
  } catch {
    return refused(path);
  }
}

/** `undefined` for a text of another form. */
function registerIn(text: string): readonly Entered[] | undefined {
  try {
    const { erasures } = JSON.parse(text) as { readonly erasures?: unknown };
    return Array.isArray(erasures) && erasures.every(isEntered) ? erasures : undefined;
  } catch {
    return undefined;
  }
}

const isEntered = (entered: unknown): entered is Entered =>
  typeof entered === 'object' &&
  entered !== null &&
  /^[0-9a-z]{20}$/.test(String((entered as Partial<Entered>).customerId)) &&
  typeof (entered as Partial<Entered>).askedAt === 'string';

function refused(path: string): never {
  throw new RegisterUnreadable(path);
}
