import { CsvError, parse } from 'csv-parse/sync';
import type { CallItem, ParsedEnvelope, Parser, Refusal } from '../item.js';
import { CallRows } from './call-rows.js';
import { namedRow } from './cdr-columns.js';

const masterCsv = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  skip_empty_lines: true,
  relax_column_count: true,
  /** Asterisk's longest row is a fraction of it: more is the trace of a quote that was never closed. */
  max_record_size: 64 * 1024,
};

/**
 * Reads Asterisk's `Master.csv` (16 to 21 columns, no header), row by row. A row that cannot be read is refused alone,
 * by its number (`row 7`, counted from 1, empty lines not counted). Rows of lines that came into a call later stand last. A broken quote leaves no certainty about what
 * follows: rows before it stand, and everything from it on is one refusal.
 *
 * Refusals: `CDR.COLUMNS`, `CDR.START_UNREADABLE`, `CDR.DURATION_UNREADABLE`, `CDR.DISPOSITION_UNKNOWN` for a row;
 * `CDR.QUOTE_BROKEN` for a row and all after it.
 */
export const parseCdr: Parser = ({ bytes }, inbox): ParsedEnvelope => {
  const items: CallItem[] = [];
  const refusals: Refusal[] = [];
  const calls = new CallRows(inbox);
  let row = 0;
  const read = (fields: readonly string[]): void => {
    row += 1;
    const named = namedRow(fields);
    const call = named ? calls.read(named, `row ${row}`) : wrongColumns(`row ${row}`, fields.length);
    if ('kind' in call) items.push(call);
    else refusals.push(call);
  };
  const broken = eachRow(bytes, read);
  if (broken !== undefined) refusals.push({ place: `row ${row + 1}`, reason: 'CDR.QUOTE_BROKEN', detail: broken });
  return { parser: 'asterisk-cdr@2', items: items.sort(whoBeganFirst), refusals };
};

/** Lines that came into a call may hang up before the one that began it: what says whose call it is goes first. */
const whoBeganFirst = (one: CallItem, other: CallItem): number => Number(cameLater(one)) - Number(cameLater(other));
const cameLater = ({ recordOf }: CallItem): boolean => recordOf?.began === false;

/** Hands out rows one by one, and keeps none; answers what went wrong where it had to stop. */
function eachRow(bytes: Uint8Array, read: (fields: readonly string[]) => void): string | undefined {
  const on_record = (fields: string[]): null => {
    read(fields);
    return null;
  };
  try {
    parse(bytes, { ...masterCsv, on_record });
    return undefined;
  } catch (fault) {
    if (fault instanceof CsvError) return fault.message;
    throw fault;
  }
}

const wrongColumns = (place: string, columns: number): Refusal => ({
  place,
  reason: 'CDR.COLUMNS',
  detail: `a row has 16 to 21 columns, not ${columns}`,
});
