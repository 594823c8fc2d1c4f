import type { Instant } from '#domain';
import { instantOfSeconds } from '../../claimed-at.js';
import type { CallItem, NoticeItem, Refusal } from '../../item.js';
import { textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';
import { idOf } from './message-item.js';
import { noticeItem } from './notice-item.js';
import { handlesOf, nameOf } from './participant.js';

/**
 * Reads one of `calls[]`. A call is told when it ends (`terminate`); that it began to ring is a notice.
 * WhatsApp tells when somebody picked up, not when it began to ring: waiting is not known, and counted as none.
 */
export function callItem(
  call: JsonFields,
  value: JsonFields,
  place: string,
  receivedAt: Instant,
): CallItem | NoticeItem | Refusal {
  if (call['event'] !== 'terminate') return noticeItem('call', call, place);
  const direction = call['direction'] === 'BUSINESS_INITIATED' ? 'outbound' : 'inbound';
  const [number, userId] = customerOf(call, direction);
  const handles = handlesOf(number, userId);
  if (handles.length === 0)
    return { place, reason: 'WHATSAPP.NO_SENDER', detail: 'the call does not say whose it was' };
  const { nativeId, claimedAt = receivedAt } = idOf(call);
  const answeredAt = instantOfSeconds(textOf(call['start_time']));
  return {
    kind: 'call',
    place,
    ...(nativeId !== undefined && { nativeId }),
    handles,
    senderName: nameOf(value['contacts'], number, userId),
    direction,
    outcome: answeredAt ? 'answered' : call['status'] === 'FAILED' ? 'failed' : 'missed',
    claimedAt: answeredAt ?? claimedAt,
    startedAt: answeredAt ?? claimedAt,
    ...(answeredAt !== undefined && { answeredAt }),
    endedAt: instantOfSeconds(textOf(call['end_time'])) ?? claimedAt,
    waitedSeconds: 0,
    talkedSeconds: answeredAt ? wholeSeconds(call['duration']) : 0,
    record: recordOf(call),
  };
}

const customerOf = (call: JsonFields, direction: CallItem['direction']): readonly [string, string] =>
  direction === 'outbound'
    ? [textOf(call['to']), textOf(call['to_user_id'])]
    : [textOf(call['from']), textOf(call['from_user_id'])];

const wholeSeconds = (seconds: unknown): number => (/^\d{1,9}$/.test(textOf(seconds)) ? Number(seconds) : 0);

const recordOf = (call: JsonFields): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(call).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : textOf(value),
    ]),
  );
