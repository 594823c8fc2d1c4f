import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { shownUrl } from '#settings';
import type { Settings } from '#settings';
import { fail, ok } from './finding.js';
import type { HealthFinding } from './finding.js';

type StoreUrls = Pick<Settings, 'logUrl' | 'deskUrl' | 'keysUrl'>;

/** The stores that lie in files: there, of which schema, how large, and whether one is missing. Reads only. */
export function lookAtFiles({ logUrl, deskUrl, keysUrl }: StoreUrls): readonly HealthFinding[] {
  const stores = [
    { name: 'log store', url: logUrl, without: 'it is the one truth: put a backup back' },
    { name: 'desk store', url: deskUrl, without: 'what arrived and was not read yet is in it: put a backup back' },
    { name: 'keys store', url: keysUrl, without: 'nothing in the log can be read without it: put its backup back' },
  ];
  const isNew = stores.every(({ url }) => !isFile(url));
  return stores.map(({ name, url, without }) => {
    if (isFile(url)) return lookInside(name, pathOf(url));
    if (!url.startsWith('sqlite:')) return ok(name, `${shownUrl(url)}, seen to by its server`);
    if (isNew) return ok(name, `${url} will be made at the first start`);
    return fail(name, `${pathOf(url)} is missing`, without);
  });
}

const pathOf = (url: string): string => url.slice('sqlite:'.length);
const isFile = (url: string): boolean => url.startsWith('sqlite:') && existsSync(pathOf(url));

function lookInside(name: string, path: string): HealthFinding {
  try {
    const mebibytes = (statSync(path).size / 1024 ** 2).toFixed(1);
    return ok(name, `schema ${schemaOf(path)}, ${mebibytes} MiB, ${path}`);
  } catch (fault) {
    return fail(name, path, `it cannot be opened: ${(fault as Error).message}`);
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
