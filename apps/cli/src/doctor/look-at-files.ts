import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { Settings } from '#settings';
import { fail, ok } from './finding.js';
import type { HealthFinding } from './finding.js';

/** The stores that lie in files: there, of which schema, how large. Reads only. */
export async function lookAtFiles({ logUrl, deskUrl, keysUrl }: Settings): Promise<readonly HealthFinding[]> {
  const stores = { log: logUrl, desk: deskUrl, keys: keysUrl };
  return Promise.all(Object.entries(stores).map(([name, url]) => lookAt(name, url)));
}

async function lookAt(name: string, url: string): Promise<HealthFinding> {
  if (!url.startsWith('sqlite:')) return ok(`${name} store`, url);
  const path = url.slice('sqlite:'.length);
  const size = await stat(path).then((found) => found.size, () => undefined); // prettier-ignore
  if (size === undefined) return ok(`${name} store`, `${path} will be made at the first start`);
  try {
    return ok(`${name} store`, `schema ${schemaOf(path)}, ${(size / 1024 ** 2).toFixed(1)} MiB, ${path}`);
  } catch (fault) {
    return fail(`${name} store`, path, `it cannot be opened: ${(fault as Error).message}`);
  }
}

function schemaOf(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  } finally {
    database.close();
  }
}
