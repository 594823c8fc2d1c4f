import type { CommandAnswer } from '#application';
import type { Given } from '#channels/testing';
import type { DeskAtHand } from './desk-at-hand.js';
import { ofType } from './history.js';

/** The box of the corpus's plus-addresses. */
const plusBox = 'reply@example.com';
/** The inbox the mails come in by. */
export const inboxOf = ({ inbox = plusBox }: Given): string => inbox.replaceAll(/\W/g, '-');
/** Who writes the mails that join an earlier conversation. */
const customer = 'sony@chatwoot.com';

/** A conversation that was there before, and what names it to the outside. */
export interface Earlier {
  readonly conversationId: string;
  /** Stands behind the plus of the addresses we answer from. */
  readonly plusToken: string;
  /** Message-ID of what an agent answered. */
  readonly replyId: string;
}

/**
 * Sets up what was there before. The words of the corpus are these here:
 *
 * | corpus | here |
 * |---|---|
 * | inbox | address of the inbox; `reply@example.com`, the box of the corpus's plus-addresses, where none is given |
 * | notification address of the helpdesk | a further address of the desk |
 * | suspended account | the inbox is disconnected: its door is shut |
 * | existing contact | a customer who wrote before, about something else |
 * | existing conversation with a uuid | a mail came and an agent answered it: its plus-token and the Message-ID of the answer stand in place of the uuid, which is chatwoot's own way to name a conversation |
 * | existing message id | a mail with this Message-ID came before |
 */
export async function setScene(desk: DeskAtHand, given: Given): Promise<Earlier | undefined> {
  const [inbox, address] = [inboxOf(given), given.inbox ?? plusBox];
  await desk.connect(inbox, { kind: 'email', address, ownAddresses: ['accounts@chatwoot.com'] });
  if (given.account === 'suspended') await desk.write('DELETE', `/v1/inboxes/${inbox}`);
  const known = given.existing_contact_email;
  if (known !== undefined)
    await writeEarlier(desk, inbox, { from: known, to: address, messageId: 'other@customer.example' });
  const earlierId = given.existing_message_id ?? (given.existing_conversation_uuid && 'earlier@customer.example');
  return earlierId === undefined ? undefined : startConversation(desk, inbox, earlierId, address);
}

async function writeEarlier(
  desk: DeskAtHand,
  inbox: string,
  mail: { readonly from: string; readonly to: string; readonly messageId: string },
) {
  const head = [`From: ${mail.from}`, `To: ${mail.to}`, `Message-ID: <${mail.messageId}>`, 'Subject: Earlier'];
  await desk.push(inbox, Buffer.from([...head, '', 'It began with this.'].join('\r\n')), 'message/rfc822');
  await desk.settled();
}

async function startConversation(desk: DeskAtHand, inbox: string, messageId: string, to: string): Promise<Earlier> {
  await writeEarlier(desk, inbox, { from: customer, to, messageId });
  const [ticket] = await desk.queue();
  const conversationId = ticket?.conversationIds[0] ?? '';
  await desk.write<CommandAnswer>('POST', `/v1/tickets/${ticket?.ticketId}/replies`, { text: 'We look into it.' });
  await desk.settled();
  const history = await desk.history();
  const reply = ofType(history, 'ReplyWritten')[0]?.event.clear.messageId ?? '';
  return { conversationId, plusToken: history.keys.plusToken(conversationId), replyId: `${reply}@reply.sijil` };
}

/** The mail as it would come to this desk: see the table above. */
export function addressed(mail: Buffer, given: Given, earlier: Earlier | undefined): Buffer {
  let text = mail.toString('latin1');
  const { existing_conversation_uuid: uuid, in_reply_to_override: override } = given;
  if (override !== undefined) text = withHeader(text, 'In-Reply-To', override);
  if (uuid !== undefined && earlier) {
    text = text
      .replaceAll(new RegExp(`conversation/${uuid}/messages/\\d+@[\\w.]+`, 'g'), earlier.replyId)
      .replaceAll(`+${uuid}`, `+${earlier.plusToken}`);
  }
  return Buffer.from(text, 'latin1');
}

/** The same mail under another Message-ID. */
export const redelivered = (mail: Buffer, messageId: string): Buffer =>
  Buffer.from(withHeader(mail.toString('latin1'), 'Message-Id', `<${messageId}>`), 'latin1');

/** Replaces a header that stands in the mail on one line. */
const withHeader = (mail: string, name: string, value: string): string =>
  mail.replace(new RegExp(`^${name}: .*$`, 'im'), `${name}: ${value}`);
