import type { Item, MessageItem, OpeningItem, ReplyItem } from '../item.js';
import { FieldWrong } from './line.js';
import type { Line } from './line.js';

/**
 * A message of the past: one item for what a customer wrote, and for what an agent wrote where the line does not say to
 * whom. Otherwise two: should no message of the customer stand before it, the agent began. A message is named by its
 * conversation and its id, for systems show one message in several threads.
 * Errors: `FieldWrong`.
 */
export function pastMessage(line: Line): readonly Item[] {
  const by = line.author();
  if (by.class === 'customer') return [saidByCustomer(line)];
  return line.has('customer') ? [begunByDesk(line), writtenByDesk(line)] : [writtenByDesk(line)];
}

function basisOf(line: Line) {
  const conversation = line.id('conversation');
  return { place: '', conversation, channel: line.channel(), claimedAt: line.instant('at') };
}

function saidByCustomer(line: Line): MessageItem {
  const { conversation, ...basis } = basisOf(line);
  const { handles, name } = line.customer();
  const [writer] = handles;
  if (!writer) throw new FieldWrong('customer', 'there: a customer wrote');
  const text = line.text('text');
  return {
    ...basis,
    kind: 'message',
    nativeId: `${conversation}/${line.id('id')}`,
    handles,
    senderName: name,
    replyTo: writer.value,
    recipients: [],
    body: 'text',
    subject: line.text('subject'),
    text,
    newText: text,
    html: line.text('html'),
    attachments: [],
    thread: { conversation, ...ownIdOf(line), inReplyTo: [], references: [] },
    automatic: 'no',
  };
}

/** Mails are answered by their Message-ID, also after the move to this desk; elsewhere ids mean nothing outside. */
function ownIdOf(line: Line): { readonly ownId?: string } {
  return line.channel() === 'email' ? { ownId: line.id('id').replace(/^<|>$/g, '') } : {};
}

function begunByDesk(line: Line): OpeningItem {
  const basis = basisOf(line);
  const { handles, name } = line.customer();
  const asked = { senderName: name, subject: line.text('subject'), text: '' };
  const nativeId = `${basis.conversation}/begun`;
  return { ...basis, kind: 'opening', nativeId, by: line.author(), handles, ...asked };
}

function writtenByDesk(line: Line): ReplyItem {
  const basis = basisOf(line);
  return {
    ...basis,
    kind: 'reply',
    nativeId: `${basis.conversation}/${line.id('id')}`,
    ...ownIdOf(line),
    by: line.author(),
    text: line.text('text'),
    html: line.text('html'),
    resolves: line.flag('resolves'),
  };
}
