import type { CustomerFileCommand, EraseCustomer } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { CustomerIsErased } from './customer-file.refusals.js';
import type { CustomerFile } from './customer-file.js';

/** The customer is erased; one that is erased already stays so, unless a message arrived since. */
export const eraseCustomer = ({ erased }: CustomerFile, { commandId }: EraseCustomer): CustomerFileEvent[] =>
  erased === 'whole' ? [] : [{ type: 'CustomerErased', clear: { cause: commandId } }];

/** Refuses with `CustomerIsErased` what could bring words or people into an erased file. */
export function mustBringNoWords({ erased, customerId }: CustomerFile, { kind }: CustomerFileCommand): void {
  if (erased !== 'no' && bringsWords(kind)) throw new CustomerIsErased(customerId);
}

/**
 * What is left is state alone: agents bring the tickets to their end, and the desk's clock goes on. A transfer that began
 * before is completed, or its message would stand nowhere; whoever erases sees to what it brings.
 */
function bringsWords(kind: CustomerFileCommand['kind']): boolean {
  switch (kind) {
    case 'ReceiveMessage':
    case 'LogCall':
    case 'ReportStatus':
    case 'WriteReply':
    case 'AddNote':
    case 'MoveMessage':
    case 'TransferMessageOut':
    case 'RecordOpening':
    case 'RecordChange':
    case 'RecordReply':
    case 'TagTicket':
      return true;
    case 'EraseCustomer':
    case 'TransferMessageIn':
    case 'ClaimTicket':
    case 'AssignTicket':
    case 'ReleaseTicket':
    case 'HandOverTicket':
    case 'PrioritiseTicket':
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
      return false;
  }
}
