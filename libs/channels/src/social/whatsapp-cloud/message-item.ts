import { instantOfSeconds } from '../../claimed-at.js';
import type { MessageItem, Refusal } from '../../item.js';
import { objectOf, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';
import { contentOf } from './message-content.js';
import { handlesOf, nameOf } from './participant.js';

/** Reads one of `messages[]`. One without a sender is refused: it could stand in nobody's file. */
export function messageItem(message: JsonFields, value: JsonFields, place: string): MessageItem | Refusal {
  const [number, userId] = [textOf(message['from']), textOf(message['from_user_id'])];
  const handles = handlesOf(number, userId);
  const [writer] = handles;
  if (!writer) return { place, reason: 'WHATSAPP.NO_SENDER', detail: 'the message does not say who wrote it' };
  const { body, text, attachments, about } = contentOf(message);
  return {
    kind: 'message',
    place,
    ...idOf(message),
    handles,
    senderName: nameOf(value['contacts'], number, userId),
    replyTo: writer.value,
    recipients: [textOf(objectOf(value['metadata'])?.['display_phone_number'])].filter(Boolean),
    body,
    subject: '',
    text,
    newText: text,
    html: '',
    attachments,
    ...extraOf(message, body === 'text'),
    thread: threadOf(message, about),
    automatic: 'no',
  };
}

/** Native id and time of an element, where it has them. */
export function idOf({ id, timestamp }: JsonFields): { nativeId?: string; claimedAt?: string } {
  const nativeId = textOf(id);
  const claimedAt = instantOfSeconds(textOf(timestamp));
  return { ...(nativeId !== '' && { nativeId }), ...(claimedAt !== undefined && { claimedAt }) };
}

/** Everything else the provider said: places, payloads, what was forwarded, which advertisement led here. */
function extraOf(message: JsonFields, isText: boolean): { extra?: JsonFields } {
  const { from: _from, from_user_id: _userId, id: _id, timestamp: _timestamp, text, type, ...rest } = message;
  const extra = isText ? rest : { ...rest, ...(text !== undefined && { text }), type };
  return Object.keys(extra).length === 0 ? {} : { extra };
}

function threadOf({ id, context, group_id: group }: JsonFields, about: string): MessageItem['thread'] {
  const ownId = textOf(id).trim();
  const session = textOf(group);
  const parents = [textOf(objectOf(context)?.['id']), about].filter((parent) => parent.trim() !== '');
  return {
    ...(ownId !== '' && { ownId }),
    inReplyTo: [...new Set(parents)],
    references: [],
    ...(session !== '' && { session }),
  };
}
