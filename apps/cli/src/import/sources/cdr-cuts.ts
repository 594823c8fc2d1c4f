import { parse } from 'csv-parse';

/** A part of a CSV file: bytes `start` to `end` (exclusive) are whole rows, the first of which is row `firstRow`. */
export interface CdrCut {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
}

/** Where a file can be cut; `brokenAt` is the start of a part from which on rows cannot be told apart. */
export interface CdrCuts {
  readonly cuts: readonly CdrCut[];
  readonly brokenAt?: CdrCut;
}

/** As the desk's own reader sees rows: see `parseCdr`. */
const asTheDeskReads = { bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 64 * 1024 };

/**
 * Finds the ends of rows at which a CSV of `size` bytes falls into parts of at most about `largest` bytes. The CSV
 * library tells where a row ends, so a newline inside quotes cuts nothing. The file is read once and not kept.
 */
export async function cdrCuts(file: AsyncIterable<Uint8Array>, size: number, largest: number): Promise<CdrCuts> {
  const cuts: CdrCut[] = [];
  let open = { start: 0, firstRow: 1 };
  let boundary = { end: 0, rows: 0 };
  const parser = parse({
    ...asTheDeskReads,
    on_record: (_, { bytes, records }) => {
      if (bytes - open.start > largest && boundary.end > open.start) {
        cuts.push({ ...open, end: boundary.end });
        open = { start: boundary.end, firstRow: boundary.rows + 1 };
      }
      boundary = { end: bytes, rows: records };
      return null;
    },
  });
  if (await runsToTheEnd(parser, file)) return { cuts: [...cuts, { ...open, end: size }] };
  if (boundary.end > open.start) cuts.push({ ...open, end: boundary.end });
  return { cuts, brokenAt: { start: boundary.end, end: size, firstRow: boundary.rows + 1 } };
}

/** Whether every row could be read. A fault of the file itself is thrown. */
function runsToTheEnd(parser: ReturnType<typeof parse>, file: AsyncIterable<Uint8Array>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    parser.once('end', () => resolve(true)).once('error', () => resolve(false));
    parser.resume();
    void feed(parser, file).catch(reject);
  });
}

async function feed(parser: ReturnType<typeof parse>, file: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of file) {
    if (parser.destroyed) return;
    if (!parser.write(chunk)) await new Promise<void>((resume) => waitFor(parser, resume));
  }
  if (!parser.destroyed) parser.end();
}

function waitFor(parser: ReturnType<typeof parse>, resume: () => void): void {
  if (parser.destroyed) return resume();
  parser.once('drain', resume).once('close', resume);
}
