import type { Dated } from '../event/index.js';
import { remembered } from '../persistent/index.js';
import { atWork, evolveTicket, openedTicket } from '../ticket/evolve-ticket.js';
import { isActive } from '../ticket/index.js';
import type { Ticket, TicketEvent, TicketOpened } from '../ticket/index.js';
import { heldConversation, heldTicket, withConversation, withDone, withItemAt, withTicket } from './continue-file.js';
import type { CustomerFileEvent, MessageTransferredOut, ReplyWritten } from './customer-file.events.js';
import { conversationIn } from './customer-file.js';
import type { CustomerFile } from './customer-file.js';
import { holdCall, holdMoved, holdSpoken, latest, withMessageGone } from './hold-message.js';

/**
 * The file after one more event of its stream, in the order of versions. The old file stays as it was; the new one
 * shares nearly all of it, so folding costs a few microseconds an event at any length.
 * Errors: `EventOutOfPlace` when the event cannot follow.
 */
export function evolveCustomerFile(file: CustomerFile, event: Dated<CustomerFileEvent>): CustomerFile {
  return evolved({ ...file, version: file.version + 1 }, event);
}

function evolved(file: CustomerFile, event: Dated<CustomerFileEvent>): CustomerFile {
  switch (event.type) {
    case 'MessageReceived':
      return holdSpoken(file, event);
    case 'CallLogged':
      return holdCall(file, event);
    case 'CallLegLogged':
      return withDone(file, event.clear.legId);
    case 'MessageTransferredIn':
      return withDone(holdSpoken(arrivedIn(file), event), event.clear.transferId);
    case 'MessageMoved':
      return holdMoved(file, event);
    case 'MessageTransferredOut':
      return holdGone(file, event);
    case 'CustomerErased':
      return withDone({ ...file, erased: 'whole' }, event.clear.cause);
    case 'ReplyWritten':
      return holdReply(file, event);
    case 'NoteAdded':
      return withDone(file, event.clear.noteId);
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      return withDone(file, event.clear.statusId);
    case 'TicketOpened':
      return withDone(holdCurrent(begunBy(file, event), openedTicket(event)), event.clear.cause);
    case 'TicketReopened':
    case 'TicketWoken':
    case 'TicketClosed':
    case 'TicketAssigned':
    case 'TicketUnassigned':
    case 'TicketHandedOver':
    case 'TicketPrioritised':
    case 'TicketClassified':
    case 'SurveyAnswered':
    case 'TicketTagged':
    case 'TicketUntagged':
    case 'TicketPending':
    case 'TicketSnoozed':
    case 'TicketResolved':
    case 'MarkedAsSpam':
    case 'SpamMarkRemoved':
      return withDone(holdTicket(file, event), event.clear.cause);
  }
}

/** A message that was on its way when the file was erased: its words are to be erased, too. */
const arrivedIn = (file: CustomerFile): CustomerFile => ({
  ...file,
  arrivedLast: file.version,
  erased: file.erased === 'whole' ? 'in-part' : file.erased,
});

function holdTicket(file: CustomerFile, event: Dated<Exclude<TicketEvent, TicketOpened>>): CustomerFile {
  const before = heldTicket(file, event.clear.ticketId);
  const after = evolveTicket(before, event);
  const returns = isActive(after.situation) && !isActive(before.situation);
  return returns ? holdCurrent(file, after) : withTicket(file, after);
}

/** A stated opening begins its conversation; whoever it was opened by spoke then. */
function begunBy(file: CustomerFile, { clear, occurredAt }: Dated<TicketOpened>): CustomerFile {
  const { conversationId, inbox, channel, handle = '' } = clear;
  if (channel === undefined || conversationIn(file, conversationId) !== undefined) return file;
  const begun = { conversationId, inbox, channel, handle, agentSpokeAt: undefined, ticketId: undefined, key: '' };
  const heard = { began: file.version, heardAt: undefined, answerable: 0 };
  return withConversation(file, { ...begun, ...heard, customerSpokeAt: occurredAt });
}

/** A ticket that becomes active is the one its conversation's next message meets. */
function holdCurrent(file: CustomerFile, ticket: Ticket): CustomerFile {
  const conversation = heldConversation(file, ticket.conversationId);
  return withConversation(withTicket(file, ticket), { ...conversation, ticketId: ticket.ticketId });
}

function holdReply(file: CustomerFile, { clear, occurredAt }: Dated<ReplyWritten>): CustomerFile {
  const conversation = heldConversation(file, clear.conversationId);
  const agentSpokeAt = latest(conversation.agentSpokeAt, occurredAt);
  const ticket = atWork(heldTicket(file, clear.ticketId), occurredAt);
  const known = withItemAt(file, clear.messageId, conversation, 'reply');
  return withTicket(withConversation(known, { ...conversation, agentSpokeAt }), ticket);
}

function holdGone(file: CustomerFile, { clear }: Dated<MessageTransferredOut>): CustomerFile {
  const { messageId, conversationId, toCustomerId, transferId, cause } = clear;
  const left = withMessageGone(file, messageId, conversationId);
  const messages = remembered(left.messages, messageId, { toCustomerId, transferId });
  return withDone(withDone({ ...left, messages }, transferId), cause);
}
