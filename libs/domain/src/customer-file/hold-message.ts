import { later } from '../event/index.js';
import type { Dated, Instant } from '../event/index.js';
import { recalled, refreshed, remembered } from '../persistent/index.js';
import { heardFrom } from '../ticket/evolve-ticket.js';
import { asksForAnswer, mayBeAnswered } from './asks-for-answer.js';
import { heldConversation, withConversation, withDone, withItemAt, withTicket } from './continue-file.js';
import type { CallLogged, MessageMoved, MessageReceived, MessageTransferredIn } from './customer-file.events.js';
import { conversationIn, conversationKeyOf, ticketIn } from './customer-file.js';
import type { Conversation, CustomerFile } from './customer-file.js';

/** A message or call that came into this file. */
export type Spoken = Dated<MessageReceived | CallLogged | MessageTransferredIn>;

/** The file after it took its place: its conversation, what that is found by, and a ticket that waited for it. */
export function holdSpoken(file: CustomerFile, { clear, occurredAt }: Spoken): CustomerFile {
  const { messageId, conversationId } = clear;
  const before = conversationIn(file, conversationId) ?? begun(clear, file.version);
  const conversation = heardIn(spokenIn(before, clear, occurredAt), { clear, occurredAt }, file.version);
  const known = withItemAt(withKey(file, clear, conversation), messageId, conversation, itemOf(clear));
  const held = withConversation(known, conversation);
  const ticket = conversation.ticketId === undefined ? undefined : ticketIn(file, conversation.ticketId);
  if (ticket === undefined) return held;
  const heard = heardFrom(ticket, { asks: asksForAnswer(clear), lane: clear.lane, occurredAt });
  return heard === ticket ? held : withTicket(held, heard);
}

/** The same, where further records of the call may follow. */
export function holdCall(file: CustomerFile, call: Dated<CallLogged>): CustomerFile {
  const { callKey, messageId } = call.clear;
  const held = holdSpoken(file, call);
  return callKey === undefined ? held : { ...held, calls: remembered(held.calls, callKey, messageId) };
}

const itemOf = (clear: Spoken['clear']): 'message' | 'call' => ('direction' in clear ? 'call' : 'message');

const begun = (clear: Spoken['clear'], began: number): Conversation => ({
  conversationId: clear.conversationId,
  inbox: clear.inbox,
  channel: 'channel' in clear ? clear.channel : 'phone',
  handle: clear.handle,
  customerSpokeAt: undefined,
  agentSpokeAt: undefined,
  ticketId: undefined,
  key: clear.conversationKey ?? '',
  began,
  heardAt: undefined,
  answerable: 0,
});

function spokenIn(conversation: Conversation, clear: Spoken['clear'], at: Instant): Conversation {
  if (asksForAnswer(clear)) return { ...conversation, customerSpokeAt: latest(conversation.customerSpokeAt, at) };
  const calledByUs = 'direction' in clear;
  return calledByUs ? { ...conversation, agentSpokeAt: latest(conversation.agentSpokeAt, at) } : conversation;
}

/** What an answer goes by. Calls are no messages, and what came by another inbox keeps no window of this one open. */
function heardIn(
  conversation: Conversation,
  { clear, occurredAt }: Pick<Spoken, 'clear' | 'occurredAt'>,
  version: number,
): Conversation {
  if ('direction' in clear || conversation.answerable === undefined) return conversation;
  const heardAt = clear.inbox === conversation.inbox ? latest(conversation.heardAt, occurredAt) : conversation.heardAt;
  return { ...conversation, heardAt, answerable: mayBeAnswered(clear) ? version : conversation.answerable };
}

/** The later of two instants, of which the first may not be known. */
export const latest = (known: Instant | undefined, at: Instant): Instant =>
  known === undefined ? at : later(known, at);

function withKey(file: CustomerFile, { inbox, conversationKey }: Spoken['clear'], held: Conversation): CustomerFile {
  const name = conversationKey === undefined ? knownBy(held) : conversationKeyOf(inbox, conversationKey);
  return name === '' ? file : { ...file, keyed: refreshed(file.keyed, name, held.conversationId) };
}
const knownBy = ({ inbox, key }: Conversation): string => (key === '' ? '' : conversationKeyOf(inbox, key));

/** The file after a message moved: a conversation nobody knows yet begins as a sibling of the one it leaves. */
export function holdMoved(file: CustomerFile, { clear }: Dated<MessageMoved>): CustomerFile {
  const { messageId, conversationId, fromConversationId, cause } = clear;
  const sibling = {
    customerSpokeAt: undefined,
    agentSpokeAt: undefined,
    ticketId: undefined,
    key: '',
    heardAt: undefined,
  };
  const target = conversationIn(file, conversationId) ?? {
    ...heldConversation(file, fromConversationId),
    ...sibling,
    conversationId,
    began: file.version,
  };
  const place = recalled(file.messages, messageId);
  const item = place !== undefined && 'item' in place ? place.item : 'message';
  const left = withMessageGone(file, messageId, fromConversationId);
  return withDone(
    withItemAt(withConversation(left, { ...target, answerable: undefined }), messageId, target, item),
    cause,
  );
}

/** The file after a message left a conversation: which of the others is the last there nobody knows but the log. */
export function withMessageGone(file: CustomerFile, messageId: string, conversationId: string): CustomerFile {
  const isKnown = recalled(file.messages, messageId) !== undefined;
  const conversation = conversationIn(file, conversationId);
  const left = conversation ? withConversation(file, { ...conversation, answerable: undefined }) : file;
  return isKnown ? left : { ...left, movedUnknown: file.version };
}
