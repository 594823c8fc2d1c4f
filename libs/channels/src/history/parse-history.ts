import type { InboxProfile, Item, ParsedEnvelope, Parser, RawEnvelope, Refusal } from '../item.js';
import { objectOf, readJson } from '../json-fields.js';
import { FieldWrong, Line } from './line.js';
import { pastMessage } from './past-message.js';
import { pastTicket } from './past-ticket.js';

/**
 * Reads one line of what another system kept: a message of a conversation (`conversation`), or what a ticket was after a
 * change (`ticket`). The forms stand in docs/import.md.
 *
 * Refusals: `HISTORY.NOT_JSON`, `HISTORY.FORM` (neither of the two), `HISTORY.FIELD` (a field is missing or malformed:
 * the detail names it).
 */
export const parseHistory: Parser = (raw, inbox): ParsedEnvelope => {
  const read = readLine(raw, inbox);
  const found = 'reason' in read ? { items: [], refusals: [read] } : { items: read, refusals: [] };
  return { parser: 'history@1', ...found };
};

function readLine({ bytes }: RawEnvelope, inbox: InboxProfile): readonly Item[] | Refusal {
  const fields = objectOf(readJson(bytes)?.value);
  if (!fields) return refusal('HISTORY.NOT_JSON', 'the line is no JSON object');
  const line = new Line(fields, inbox);
  try {
    if (line.has('ticket')) return pastTicket(line, bytes);
    if (line.has('conversation')) return pastMessage(line);
  } catch (fault) {
    if (!(fault instanceof FieldWrong)) throw fault;
    return refusal('HISTORY.FIELD', fault.message);
  }
  return refusal('HISTORY.FORM', 'the line names neither a conversation nor a ticket');
}

const refusal = (reason: string, detail: string): Refusal => ({ place: '', reason, detail });
