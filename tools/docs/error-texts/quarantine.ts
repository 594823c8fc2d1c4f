import type { Chapter } from './error-text.js';

/** Why an envelope, or a part of one, could not be read. */
export const quarantine: Chapter = {
  title: 'In quarantine',
  introduction:
    'Reasons on `EnvelopeQuarantined`, as `sijil intake quarantine list` and `GET /v1/quarantine` show them. The bytes are kept; after a fix `sijil intake quarantine retry` puts them before the parser again. What of an envelope could be read is not held up by what could not.',
  codes: {
    'EMAIL.EMPTY': {
      who: 'supervisor',
      means: 'The body of a mail has no byte in it.',
      then: 'Look at the connector.',
    },
    'CHAT.NOT_JSON': { who: 'supervisor', means: 'The bytes are no JSON.', then: 'Look at who pushes them.' },
    'CHAT.NOT_A_MESSAGE': {
      who: 'supervisor',
      means: 'The frame is no message with an id and a text.',
      then: 'Look at who pushes it.',
    },
    'CHAT.NO_VISITOR': {
      who: 'supervisor',
      means: 'Nobody vouched for who wrote: chat frames come by the socket, not by `/envelopes`.',
      then: 'Use the socket.',
    },
    'WHATSAPP.NOT_JSON': { who: 'supervisor', means: 'The body is no JSON object.', then: 'Look at the connector.' },
    'WHATSAPP.MALFORMED': {
      who: 'supervisor',
      means: 'A part of the body has not the shape Meta documents; the place names it.',
      then: 'Compare with Meta’s documentation; report the shape.',
    },
    'WHATSAPP.NO_SENDER': {
      who: 'supervisor',
      means: 'A message or call names nobody it came from.',
      then: 'Report the shape.',
    },
    'WHATSAPP.NO_MESSAGE_ID': { who: 'supervisor', means: 'A status names no message.', then: 'Report the shape.' },
    'CDR.COLUMNS': {
      who: 'supervisor',
      means: 'A row has not 16 to 21 columns.',
      then: 'Correct the row, import it again.',
    },
    'CDR.START_UNREADABLE': {
      who: 'supervisor',
      means: 'The row’s start is no time, or none that the inbox’s zone has.',
      then: 'Correct the row, or the inbox’s time zone, and retry.',
    },
    'CDR.DURATION_UNREADABLE': {
      who: 'supervisor',
      means: '`duration` or `billsec` is no number of seconds.',
      then: 'Correct the row, import it again.',
    },
    'CDR.DISPOSITION_UNKNOWN': {
      who: 'supervisor',
      means: 'The disposition is none that Asterisk writes.',
      then: 'Correct the row, import it again.',
    },
    'CDR.QUOTE_BROKEN': {
      who: 'supervisor',
      means: 'A quote is not closed: from this row on nothing is certain. Rows before it stand.',
      then: 'Correct the file, import it again: rows that stand change nothing.',
    },
    'HISTORY.NOT_JSON': { who: 'operator', means: 'The line is no JSON object.', then: 'Correct the file.' },
    'HISTORY.FORM': {
      who: 'operator',
      means: 'The line names neither a conversation nor a ticket.',
      then: 'Compare with docs/import.md.',
    },
    'HISTORY.FIELD': {
      who: 'operator',
      means: 'A field is missing or malformed; the detail names it.',
      then: 'Correct the line, or the map it came from, and import it again.',
    },
    'INTAKE.INBOX_UNKNOWN': {
      who: 'operator',
      means: 'The envelope came in by an inbox that the desk does not know any more, as after a restore.',
      then: 'Connect the inbox again, then retry.',
    },
    'INTAKE.BODY_MISSING': {
      who: 'operator',
      means: 'The blob store has no body under the envelope’s SHA-256.',
      then: 'Restore the blobs from a backup, then retry.',
    },
    'INTAKE.BODY_DAMAGED': {
      who: 'operator',
      means: 'The bytes in the blob store are not the ones that were kept.',
      then: 'Restore the blobs from a backup, then retry.',
    },
    'INTAKE.PARSER_FAILED': {
      who: 'operator',
      means: 'The parser stopped on these bytes: a fault of ours.',
      then: 'Report it; retry after an update.',
    },
    'INTAKE.UNDECIDABLE': {
      who: 'operator',
      means: 'The rules stopped on this item: a fault of ours. Its neighbours went on.',
      then: 'Report it; retry after an update.',
    },
  },
};
