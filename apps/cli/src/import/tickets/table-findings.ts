import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { MapInvalid } from '../import.errors.js';
import type { Finding } from '../piece.js';
import { RowReader, missingColumns } from './row-reader.js';
import type { TicketMap } from './ticket-map.js';

/** A row with what the CSV library knows of where it stood. */
interface PlacedRow {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number; readonly lines: number };
}

/**
 * The rows of a table (CSV, its first row the names of the columns) as lines of history, one after the other: nothing of
 * the table is kept. A row that the map cannot read is told by its line, and from a broken quote on nothing is certain.
 * Errors: `MapInvalid` for a map that names columns the table does not have; those of the file system.
 */
export async function* tableFindings(path: string, mapPath: string, map: TicketMap): AsyncGenerator<Finding, void> {
  const options = { bom: true, info: true, skip_empty_lines: true, delimiter: map.delimiter, max_record_size: 1 << 20 };
  const file = createReadStream(path);
  const parser = parse(options);
  file.once('error', (fault) => parser.destroy(fault)).pipe(parser);
  let rows: RowReader | undefined;
  let before = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<PlacedRow>) {
      const read = info.bytes - before;
      before = info.bytes;
      if (rows) yield { ...findingOf(rows, record, `${path}: line ${info.lines}`), read };
      else rows = readerOf(record, mapPath, map);
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    yield { unsent: { source: path, code: 'IMPORT.TABLE_BROKEN', detail: fault.message }, read: 0 };
  } finally {
    file.destroy();
  }
}

function readerOf(header: readonly string[], mapPath: string, map: TicketMap): RowReader {
  const missing = missingColumns(map, header);
  if (missing.length > 0) throw new MapInvalid(mapPath, missing);
  return new RowReader(map, header);
}

function findingOf(rows: RowReader, record: readonly string[], source: string) {
  const row = rows.read(record);
  if ('problem' in row) return { unsent: { source, code: 'IMPORT.ROW_UNREADABLE', detail: row.problem } };
  const bytes = Buffer.from(JSON.stringify(row.line));
  return { piece: { bytes, contentType: 'application/json', source } };
}
