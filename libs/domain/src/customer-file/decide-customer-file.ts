import { recalled } from '../persistent/index.js';
import { decideTicket } from '../ticket/decide-ticket.js';
import type { TicketCommand } from '../ticket/index.js';
import { addNote } from './add-note.js';
import { eraseCustomer, mustBringNoWords } from './erase-customer.js';
import type { CustomerFileCommand } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { askedTicket, rivalOf } from './customer-file.lookups.js';
import type { CustomerFile } from './customer-file.js';
import { logCall } from './log-call.js';
import { moveMessage } from './move-message.js';
import { receiveMessage } from './receive-message.js';
import { recordChange } from './record-change.js';
import { recordOpening } from './record-opening.js';
import { recordReply } from './record-reply.js';
import { reportStatus } from './report-status.js';
import { transferMessageIn, transferMessageOut } from './transfer-message.js';
import { writeReply } from './write-reply.js';

/**
 * What follows from a command.
 *
 * Shape:  facts in the order they belong into the stream, observed ones first (but where `RecordChange` states what
 *         others concluded); all of one command, so all or none are to be appended. Empty: it is so already, hence every
 *         command may be given again.
 * Errors: a `DomainRefusal` when the rules say no; the refusals each command knows stand beside its type.
 */
export function decideCustomerFile(file: CustomerFile, command: CustomerFileCommand): CustomerFileEvent[] {
  if (recalled(file.done, command.commandId) !== undefined) return [];
  const facts = decided(file, command);
  if (facts.length > 0) mustBringNoWords(file, command);
  return facts;
}

function decided(file: CustomerFile, command: CustomerFileCommand): CustomerFileEvent[] {
  switch (command.kind) {
    case 'ReceiveMessage':
      return receiveMessage(file, command);
    case 'LogCall':
      return logCall(file, command);
    case 'ReportStatus':
      return reportStatus(file, command);
    case 'WriteReply':
      return writeReply(file, command);
    case 'RecordReply':
      return recordReply(file, command);
    case 'RecordOpening':
      return recordOpening(file, command);
    case 'RecordChange':
      return recordChange(file, command);
    case 'AddNote':
      return addNote(file, command);
    case 'MoveMessage':
      return moveMessage(file, command);
    case 'TransferMessageOut':
      return transferMessageOut(file, command);
    case 'TransferMessageIn':
      return transferMessageIn(file, command);
    case 'EraseCustomer':
      return eraseCustomer(file, command);
    case 'ClaimTicket':
    case 'AssignTicket':
    case 'ReleaseTicket':
    case 'HandOverTicket':
    case 'PrioritiseTicket':
    case 'TagTicket':
    case 'UntagTicket':
    case 'RecordSurveyAnswer':
    case 'SetPending':
    case 'SnoozeTicket':
    case 'WakeTicket':
    case 'ResolveTicket':
    case 'ReopenTicket':
    case 'CloseTicket':
    case 'MarkAsSpam':
    case 'RemoveSpamMark':
      return onTicket(file, command);
  }
}

function onTicket(file: CustomerFile, command: TicketCommand): CustomerFileEvent[] {
  const ticket = askedTicket(file, command);
  return decideTicket(command, ticket, rivalOf(file, ticket));
}
