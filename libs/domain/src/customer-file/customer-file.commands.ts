import type { CommandBasis, Instant } from '../event/index.js';
import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { HistoryCommand } from './history.commands.js';
import type { ItemCommand } from './item.command.js';
import type {
  CallLogged,
  MessageReceived,
  MessageTransferredIn,
  ReplySent,
  ReplyStatus,
} from './customer-file.events.js';

/** A customer wrote. `commandId` is the item key and equals `message.messageId`. */
export interface ReceiveMessage extends ItemCommand {
  readonly kind: 'ReceiveMessage';
  /** The clear fields of `MessageReceived` but for what the rules find out. */
  readonly message: Omit<MessageReceived['clear'], 'conversationId' | 'joinedBy' | 'conversationKey'>;
}
/** A call took place, or was tried. `commandId` is the item key and equals `call.messageId`. */
export interface LogCall extends ItemCommand {
  readonly kind: 'LogCall';
  readonly call: Omit<CallLogged['clear'], 'conversationId' | 'conversationKey' | 'callKey'>;
  /** The call it is one of several records of, where the phone system names one; `began`: the record says whose call it is. */
  readonly recordOf?: { readonly callKey: string; readonly began: boolean };
}
/** A provider tells what became of a message of ours. `commandId` is the item key and equals `report.statusId`. */
export interface ReportStatus extends CommandBasis {
  readonly kind: 'ReportStatus';
  readonly occurredAt: Instant;
  readonly status: ReplyStatus;
  readonly report: ReplySent['clear'];
  /** The provider's code for a failure, empty for none. */
  readonly reason: string;
}

/** An agent answers. The reply leaves by the conversation its ticket opened in. */
export interface WriteReply extends CommandBasis {
  readonly kind: 'WriteReply';
  /** Derived from the command, so that a retry has the same. */
  readonly messageId: string;
  readonly ticketId: string;
  /** The message it answers, when it answers one. */
  readonly answers?: string;
  /** Keyed digests of the message ids it will carry. */
  readonly threadKeys: readonly string[];
  /** ISO 639-1, or empty. */
  readonly language: string;
  /** What becomes of the ticket in the same breath. */
  readonly then?: 'pending' | 'resolved';
}
/** An agent writes what the customer does not see. */
export interface AddNote extends CommandBasis {
  readonly kind: 'AddNote';
  /** Derived from the command, so that a retry has the same. */
  readonly noteId: string;
  readonly ticketId: string;
}

/** A message goes into another conversation of this file; without one, into a new one with a ticket of its own. */
export interface MoveMessage extends CommandBasis {
  readonly kind: 'MoveMessage';
  readonly messageId: string;
  /** Where it stands, as the one who asks believes. */
  readonly fromConversationId: string;
  readonly toConversationId?: string;
  /** The short number to use if a ticket opens. */
  readonly ticketNumber: number;
}
/** A message belongs to another customer: this file lets it go. */
export interface TransferMessageOut extends CommandBasis {
  readonly kind: 'TransferMessageOut';
  readonly messageId: string;
  readonly transferId: string;
  readonly toCustomerId: string;
  /** Where it stands, as the one who asks believes. */
  readonly fromConversationId: string;
}
/** The other half: the file of the customer it belongs to takes it in. `commandId` is derived from the transfer. */
export interface TransferMessageIn extends ItemCommand {
  readonly kind: 'TransferMessageIn';
  readonly message: Omit<MessageTransferredIn['clear'], 'conversationId' | 'joinedBy' | 'conversationKey'>;
}

/** Nobody shall read any more what this customer wrote and was told. What can hold no words may still be asked of the file. */
export interface EraseCustomer extends CommandBasis {
  readonly kind: 'EraseCustomer';
}

/** Everything that can be asked of a customer's file. All that could bring words or people into it may be refused with `CustomerIsErased`. */
export type CustomerFileCommand =
  | ReceiveMessage
  | LogCall
  | ReportStatus
  | WriteReply
  | HistoryCommand
  | AddNote
  | MoveMessage
  | TransferMessageOut
  | TransferMessageIn
  | EraseCustomer
  | TicketCommand;

/** The instant all facts of a command happened: what the channel claims, otherwise when it was given. */
export const happenedAt = (command: CustomerFileCommand): Instant =>
  'occurredAt' in command ? command.occurredAt : command.at;
