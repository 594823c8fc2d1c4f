import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A word as bytes, in every form that a store, a mail or an index might keep it in. */
function formsOf(word: string): readonly Buffer[] {
  const spellings = [...new Set([word, word.toLowerCase(), word.toUpperCase()])];
  return spellings.flatMap((spelling) => [
    Buffer.from(spelling, 'utf8'),
    Buffer.from(spelling, 'utf16le'),
    Buffer.from(encodeURIComponent(spelling)),
    ...[0, 1, 2].map((before) => inBase64(Buffer.from(spelling, 'utf8'), before)),
  ]);
}

/** What of the Base64 of bytes is the same whatever stands before and behind them; `before`: bytes since the last group of three. */
function inBase64(bytes: Buffer, before: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const start = before === 0 ? 0 : before + 1;
  const end = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return Buffer.from(text.slice(start, end));
}

/** Files below a folder, with the words that stand in each in any form; those with none are left out. */
export async function filesWith(
  folder: string,
  words: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const wanted = words.map((word) => ({ word, forms: formsOf(word) }));
  const found: Record<string, readonly string[]> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const here = wanted.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ word }) => word);
    if (here.length > 0) found[relative(folder, path)] = here;
  }
  return found;
}
