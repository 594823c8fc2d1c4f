import { whatsappHandle } from '../../handle.js';
import type { NoticeItem, Refusal, StatusItem } from '../../item.js';
import { listOf, objectOf, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';
import { idOf } from './message-item.js';
import { noticeItem } from './notice-item.js';

/** A voice message that was played has been read, and more. */
const known: ReadonlyMap<string, StatusItem['status']> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
]);

/** Reads one of `statuses[]`. What became of a call, or anything WhatsApp invents later, is a notice. */
export function statusItem(status: JsonFields, place: string): StatusItem | NoticeItem | Refusal {
  const { nativeId: messageNativeId, ...claimed } = idOf(status);
  const word = textOf(status['status']);
  const meaning = known.get(word);
  if (meaning === undefined || status['type'] === 'call') return noticeItem('status', status, place);
  if (messageNativeId === undefined) {
    return { place, reason: 'WHATSAPP.NO_MESSAGE_ID', detail: 'the status does not say of which message' };
  }
  const recipient = recipientOf(status);
  return {
    kind: 'status',
    place,
    nativeId: [messageNativeId, word, ...(recipient === '' ? [] : [recipient])].join('/'),
    ...claimed,
    status: meaning,
    messageNativeId,
    ...(recipient !== '' && { recipient: whatsappHandle(recipient) }),
    reason: textOf(objectOf(listOf(status['errors'])?.[0])?.['code']),
    detail: status,
  };
}

/** In a group, the one of its people who read it. */
function recipientOf(status: JsonFields): string {
  const name = status['recipient_type'] === 'group' ? 'recipient_participant_id' : 'recipient_id';
  return textOf(status[name]).trim();
}
