import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { largestPiece } from '../piece.js';
import type { Finding } from '../piece.js';
import { byteLines } from './byte-lines.js';
import { cdrCuts } from './cdr-cuts.js';
import { mailsOf } from './mbox.js';

/** A file to import. `source` is its path as it was given. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly form: FileForm;
}

/** How a file holds envelopes. */
export type FileForm = 'mail' | 'mbox' | 'whatsapp-body' | 'json-lines' | 'cdr';

/** Parts of a large call record: large enough to be fast, small enough for any desk. 4 MiB. */
const largestCdrPart = 4 * 1024 * 1024;

/** The envelopes in a file, one after the other; no more than one of them is in memory. */
export function findingsIn(file: FoundFile): AsyncGenerator<Finding, void> {
  switch (file.form) {
    case 'mail':
      return whole(file, 'message/rfc822');
    case 'whatsapp-body':
      return whole(file, 'application/json');
    case 'mbox':
      return mails(file);
    case 'json-lines':
      return bodies(file);
    case 'cdr':
      return callRecords(file);
  }
}

async function* whole({ path, size }: FoundFile, contentType: string): AsyncGenerator<Finding, void> {
  if (size > largestPiece) yield tooLarge(path, size);
  else yield { piece: { bytes: await readFile(path), contentType, source: path }, read: size };
}

async function* mails({ path }: FoundFile): AsyncGenerator<Finding, void> {
  for await (const { number, bytes, length } of mailsOf(createReadStream(path), largestPiece)) {
    const source = `${path}: mail ${number}`;
    yield bytes ? { piece: { bytes, contentType: 'message/rfc822', source }, read: length } : tooLarge(source, length);
  }
}

async function* bodies({ path }: FoundFile): AsyncGenerator<Finding, void> {
  let number = 0;
  let isRest = false;
  for await (const line of byteLines(createReadStream(path), largestPiece)) {
    const isWhole = line.at(-1) === 0x0a || line.length < largestPiece;
    if (!isRest) number += 1;
    const source = `${path}: line ${number}`;
    const bytes = trimmed(line);
    if (isRest || !isWhole) yield tooLarge(source, line.length);
    else if (bytes.length > 0) yield { piece: { bytes, contentType: 'application/json', source }, read: line.length };
    isRest = !isWhole;
  }
}

/** A call record goes whole where it is small, otherwise in parts of whole rows. */
async function* callRecords({ path, size }: FoundFile): AsyncGenerator<Finding, void> {
  if (size <= largestCdrPart) return yield* whole({ path, size, form: 'cdr' }, 'text/csv');
  const { cuts, brokenAt } = await cdrCuts(createReadStream(path), size, largestCdrPart);
  for (const { start, end, firstRow } of cuts)
    yield { piece: await part(path, start, end, firstRow), read: end - start };
  if (!brokenAt) return;
  const end = Math.min(brokenAt.end, brokenAt.start + largestCdrPart);
  yield { piece: await part(path, brokenAt.start, end, brokenAt.firstRow), read: end - brokenAt.start };
  if (end < brokenAt.end) yield unsent(path, brokenAt, end);
}

async function part(path: string, start: number, end: number, firstRow: number) {
  const bytes = await buffer(createReadStream(path, { start, end: end - 1 }));
  return { bytes, contentType: 'text/csv', source: path, firstRow };
}

function unsent(path: string, { firstRow, end }: { firstRow: number; end: number }, sentTo: number): Finding {
  const detail = `from row ${firstRow} on rows cannot be told apart (a quote is not closed); bytes ${sentTo} to ${end} were not sent`;
  return { unsent: { source: path, code: 'IMPORT.QUOTE_BROKEN', detail }, read: end - sentTo };
}

const tooLarge = (source: string, size: number): Finding => ({
  unsent: { source, code: 'IMPORT.TOO_LARGE', detail: `${size} bytes; an envelope may have ${largestPiece}` },
  read: size,
});

function trimmed(line: Buffer): Buffer {
  let end = line.length;
  while (end > 0 && (line[end - 1] === 0x0a || line[end - 1] === 0x0d || line[end - 1] === 0x20)) end -= 1;
  return line.subarray(0, end);
}
