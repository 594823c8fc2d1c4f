import { BackupImpossible } from './backup.errors.js';

/** The path that a store's URL names. Errors: `BackupImpossible` where that store lies in no file of ours. */
export function pathIn(url: string, scheme: 'sqlite' | 'file'): string {
  const path = url.startsWith(`${scheme}:`) ? url.slice(scheme.length + 1) : '';
  if (path === '') throw new BackupImpossible(url);
  return path;
}
