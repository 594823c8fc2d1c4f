import type { CommandBasis, Instant } from '../event/index.js';
import type { Priority, TicketOpened } from '../ticket/ticket.events.js';
import type { Channel, HandleClass, Lane } from './channel.js';
import type { Clue, ItemCommand } from './item.command.js';
import type { ReplyWritten } from './customer-file.events.js';

/** Where what is stated came from. */
interface Origin {
  readonly inbox: string;
  readonly lane: Lane;
  readonly envelope: string;
  readonly parser: string;
}

/**
 * A system outside states that a ticket was opened, or that an agent began a conversation: it begins a conversation and
 * opens a ticket in it, unless the clues lead to one. `commandId` is the item key.
 */
export interface RecordOpening extends ItemCommand {
  readonly kind: 'RecordOpening';
  readonly opening: Origin &
    Pick<TicketOpened['clear'], 'teamId'> & {
      readonly channel: Channel;
      readonly handle: string;
      readonly handleClass: HandleClass;
      readonly nativeKey: string;
    };
}

/** States a system outside may give a ticket: new and open are one, for an agent's first act tells them apart. */
export const statedStatuses = ['open', 'pending', 'resolved', 'closed'] as const;
export type StatedStatus = (typeof statedStatuses)[number];

/** What a ticket is after a change, as a system outside has it; what is absent is not known to have changed. */
export interface StatedTicket {
  readonly status?: StatedStatus;
  /** Empty: nobody has it. */
  readonly assigneeId?: string;
  readonly teamId?: string;
  readonly priority?: Priority;
  readonly topic?: string;
}

/**
 * A system outside states what a ticket was after a change; the facts are the difference. `commandId` is the item key.
 * Refused with `TicketNotFound`, with `TicketChangeOutOfOrder` when more recent things are known of the ticket, and with
 * `AnotherTicketIsActive` when it would come back beside one that took its place.
 */
export interface RecordChange extends CommandBasis {
  readonly kind: 'RecordChange';
  readonly occurredAt: Instant;
  /** Conversations the index found. Those of other files are passed over. */
  readonly clues: readonly Clue[];
  /** The ticket, by the digest of its number outside. */
  readonly nativeKey: string;
  readonly now: StatedTicket;
}

/**
 * What an agent wrote long ago, in a conversation that stands. `commandId` is the item key and equals
 * `reply.messageId`. Refused with `ConversationNotFound` when no clue leads to a conversation with a ticket.
 */
export interface RecordReply extends CommandBasis {
  readonly kind: 'RecordReply';
  readonly occurredAt: Instant;
  readonly clues: readonly Clue[];
  readonly reply: Omit<ReplyWritten['clear'], 'conversationId' | 'ticketId' | 'answers'>;
  /** It resolved its ticket. */
  readonly resolves: boolean;
}

/** What is told of the past by those who kept it. */
export type HistoryCommand = RecordOpening | RecordChange | RecordReply;
