import type { IncomingHttpHeaders } from 'node:http';
import { lanes } from '#domain';
import type { Lane } from '#domain';
import { LaneUnknown } from './door.errors.js';

/** What a connector says beside the bytes. */
export interface EnvelopeHeaders {
  readonly nativeId?: string;
  readonly lane: Lane;
}

/**
 * Reads `Native-Id` (UTF-8; whether it is well-formed the door judges) and `Lane` (`live`, or `bulk` for imports).
 *
 * Errors: `LaneUnknown`.
 */
export function readEnvelopeHeaders(headers: IncomingHttpHeaders): EnvelopeHeaders {
  const nativeId = headers['native-id'];
  const lane = laneOf(headers.lane);
  return typeof nativeId === 'string' && nativeId !== '' ? { nativeId: textOf(nativeId), lane } : { lane };
}

function laneOf(header: string | string[] | undefined): Lane {
  if (header === undefined) return 'live';
  const lane = lanes.find((known) => known === header);
  if (!lane) throw new LaneUnknown();
  return lane;
}

const ascii = /^[\x20-\x7e]*$/;

/** Node reads header bytes as Latin-1; where they are UTF-8, that is what was meant. */
function textOf(header: string): string {
  if (ascii.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? header : text;
}
