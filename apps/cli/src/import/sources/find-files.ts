import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { InboxKind } from '#domain';
import { ImportUnsupported } from '../import.errors.js';
import type { FileForm, FoundFile } from './file-findings.js';

/**
 * Files under paths that an inbox of this kind can read, in the order of their names. A file that is named is taken
 * whatever it is called; in folders, names tell. A Maildir is known by its `cur` and `new`.
 *
 * Errors: `ImportUnsupported` for a kind without files; those of the file system.
 */
export async function* findFiles(kind: InboxKind, paths: readonly string[]): AsyncGenerator<FoundFile, void> {
  if (kind === 'web-chat') throw new ImportUnsupported(kind);
  for (const path of paths) {
    const { size, isFolder } = await lookAt(path);
    if (isFolder) yield* inFolder(kind, path);
    else yield { path, size, form: await formOf(kind, path) };
  }
}

async function* inFolder(kind: ImportedKind, folder: string): AsyncGenerator<FoundFile, void> {
  const names = (await readdir(folder)).sort();
  const isMailbox = kind === 'email' && names.includes('cur') && names.includes('new');
  for (const name of names) {
    const path = join(folder, name);
    const { size, isFolder } = await lookAt(path);
    if (isMailbox && isFolder && mailboxFolders.has(name)) yield* mailsIn(path);
    else if (isFolder && name !== 'tmp') yield* inFolder(kind, path);
    else if (!isFolder && extensions[kind].includes(extname(name).toLowerCase())) {
      yield { path, size, form: await formOf(kind, path) };
    }
  }
}

type ImportedKind = Exclude<InboxKind, 'web-chat'>;
const mailboxFolders: ReadonlySet<string> = new Set(['cur', 'new']);
const extensions: Readonly<Record<ImportedKind, readonly string[]>> = {
  email: ['.eml', '.mbox', '.mbx'],
  'whatsapp-cloud': ['.json', '.ndjson', '.jsonl'],
  'asterisk-cdr': ['.csv'],
  history: ['.ndjson', '.jsonl'],
};

/** `cur` and `new` hold one mail a file, whatever it is called. */
async function* mailsIn(folder: string): AsyncGenerator<FoundFile, void> {
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    const { size, isFolder } = await lookAt(path);
    if (!isFolder) yield { path, size, form: 'mail' };
  }
}

async function formOf(kind: ImportedKind, path: string): Promise<FileForm> {
  const extension = extname(basename(path)).toLowerCase();
  switch (kind) {
    case 'email':
      return (await beginsWith(path, 'From ')) ? 'mbox' : 'mail';
    case 'whatsapp-cloud':
      return extension === '.ndjson' || extension === '.jsonl' ? 'json-lines' : 'whatsapp-body';
    case 'asterisk-cdr':
      return 'cdr';
    case 'history':
      return 'json-lines';
  }
}

async function beginsWith(path: string, text: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(text.length), 0, text.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === text;
  } finally {
    await file.close();
  }
}

async function lookAt(path: string): Promise<{ readonly size: number; readonly isFolder: boolean }> {
  const found = await stat(path);
  return { size: found.size, isFolder: found.isDirectory() };
}
