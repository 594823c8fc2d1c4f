import type { InboxProfile, MessageItem, ParsedEnvelope, Parser, RawEnvelope } from '../item.js';
import { mostAttachments, readAttachments } from './attachments.js';
import { automaticKind } from './automatic.js';
import { bodyText } from './body-text.js';
import { returnedIds } from './bounce.js';
import { chooseBodies, parseDate, readEntity } from './mime/index.js';
import { newTextOf } from './new-text.js';
import { recipientsOf } from './recipients.js';
import { senderOf } from './sender.js';
import { threadClues } from './thread-clues.js';

/** Rises when the same bytes would yield something else. */
export const emailParser = 'email@1';

/**
 * One mail (RFC 5322, MIME) is one message. Malformed mails are read as well as can be.
 * Refusals: `EMAIL.EMPTY` when there is nothing to read.
 */
export const parseEmail: Parser = (raw, inbox): ParsedEnvelope => {
  if (raw.bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0)) {
    const refusal = { place: '', reason: 'EMAIL.EMPTY', detail: 'the mail has no content at all' };
    return { parser: emailParser, items: [], refusals: [refusal] };
  }
  return { parser: emailParser, items: [readMail(raw, inbox)], refusals: [] };
};

function readMail({ bytes }: RawEnvelope, inbox: InboxProfile): MessageItem {
  const root = readEntity(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { headers } = root;
  const bodies = chooseBodies(root);
  const body = bodyText(bodies);
  const sender = senderOf(headers, inbox);
  const subject = headers.text('subject');
  const recipients = recipientsOf(headers);
  const automatic = automaticKind({ root, sender: sender.handles[0], subject, text: body.text }, inbox);
  const returned = automatic === 'bounce' ? returnedIds(root) : [];
  const thread = threadClues(headers, { recipients, subject, returned }, inbox);
  const claimedAt = parseDate(headers.raw('date'));
  const dropped = bodies.attached.length - mostAttachments;
  return {
    kind: 'message',
    place: '',
    ...(thread.ownId === undefined ? {} : { nativeId: thread.ownId }),
    ...(claimedAt === undefined ? {} : { claimedAt }),
    handles: sender.handles,
    senderName: sender.name,
    replyTo: sender.replyTo,
    recipients,
    body: 'text',
    subject,
    text: body.text,
    newText: newTextOf(body.unquoted, { name: sender.name, address: sender.handles[0].value }),
    html: body.html,
    attachments: readAttachments(bodies.attached, body),
    ...(dropped > 0 ? { extra: { attachmentsDropped: dropped } } : {}),
    thread,
    automatic,
  };
}
