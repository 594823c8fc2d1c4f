import type { EnvelopeQuarantined, FactOf } from '#domain';
import { idOf } from '../projection/index.js';
import type { Opened } from '../projection/index.js';
import type { QuarantineRow } from './quarantine.table.js';

/** What a refusal reads like in the quarantine. */
export function quarantineRow({ event, parts }: Opened<FactOf<typeof EnvelopeQuarantined>>): QuarantineRow {
  const { envelope, item, parser, lane, reason } = event.clear;
  return {
    inbox: idOf(event.stream),
    envelope,
    item,
    parser,
    lane,
    reason,
    detail: parts['detail'] ?? '',
    quarantinedAt: event.occurredAt,
    position: Number(event.position),
  };
}
