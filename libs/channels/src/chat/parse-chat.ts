import { instantOfMilliseconds } from '../claimed-at.js';
import { chatHandle, emailHandle, phoneHandle } from '../handle.js';
import type { Handle, InboxProfile, MessageItem, ParsedEnvelope, Parser, RawEnvelope, Refusal } from '../item.js';
import { objectOf, readJson, textOf } from '../json-fields.js';
import type { JsonFields } from '../json-fields.js';

/**
 * Reads one message of a chat window. The envelope's bytes are the frame as it came, `{"type": "message", "id", "text",
 * "at"?}` (`at`: the window's clock, ISO 8601 with an offset). Its context is what the door read from the visitor's
 * token: `{"visitor", "session", "name"?, "email"?, "phone"?}`; the site vouches that all of it is one person.
 *
 * Refusals: `CHAT.NOT_JSON`, `CHAT.NOT_A_MESSAGE` (another type, no id, or no text), `CHAT.NO_VISITOR` (the context
 * names nobody).
 */
export const parseChat: Parser = (raw, inbox): ParsedEnvelope => {
  const item = readMessage(raw, inbox);
  const read = 'kind' in item ? { items: [item], refusals: [] } : { items: [], refusals: [item] };
  return { parser: 'web-chat@1', ...read };
};

function readMessage({ bytes, context }: RawEnvelope, inbox: InboxProfile): MessageItem | Refusal {
  const json = readJson(bytes);
  if (!json) return refusal('CHAT.NOT_JSON', 'the frame is not JSON');
  const frame = objectOf(json.value);
  if (!frame || !isMessage(frame))
    return refusal('CHAT.NOT_A_MESSAGE', 'the frame is no message with an id and a text');
  const visitor = objectOf(readJson(Buffer.from(context, 'utf8'))?.value) ?? {};
  if (textOf(visitor['visitor']) === '' || textOf(visitor['session']) === '') {
    return refusal('CHAT.NO_VISITOR', 'the door did not say who wrote');
  }
  return messageOf(frame, visitor, inbox);
}

const refusal = (reason: string, detail: string): Refusal => ({ place: '', reason, detail });

const isMessage = ({ type, id, text }: JsonFields): boolean =>
  type === 'message' && typeof id === 'string' && id.length > 0 && id.length <= 128 && typeof text === 'string';

function messageOf(frame: JsonFields, visitor: JsonFields, inbox: InboxProfile): MessageItem {
  const session = textOf(visitor['session']);
  const nativeId = `${session}/${textOf(frame['id'])}`;
  const text = textOf(frame['text']);
  const claimedAt = claimedIn(textOf(frame['at']));
  return {
    kind: 'message',
    place: '',
    nativeId,
    ...(claimedAt !== undefined && { claimedAt }),
    handles: handlesOf(visitor, inbox),
    senderName: textOf(visitor['name']),
    replyTo: textOf(visitor['visitor']),
    recipients: [],
    body: 'text',
    subject: '',
    text,
    newText: text,
    html: '',
    attachments: [],
    thread: { ownId: nativeId, inReplyTo: [], references: [], session },
    automatic: 'no',
  };
}

function handlesOf(visitor: JsonFields, inbox: InboxProfile): readonly Handle[] {
  const [email, phone] = [textOf(visitor['email']), textOf(visitor['phone'])];
  const vouched = [
    ...(email === '' ? [] : [emailHandle(email)]),
    ...(phone === '' ? [] : [phoneHandle(phone, inbox.region)]),
  ];
  return [chatHandle(inbox.id, textOf(visitor['visitor'])), ...vouched.filter((handle) => handle.class === 'personal')];
}

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

const claimedIn = (at: string) => (instantForm.test(at) ? instantOfMilliseconds(Date.parse(at)) : undefined);
