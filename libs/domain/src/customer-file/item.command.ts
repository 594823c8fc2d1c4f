import type { CommandBasis, Instant } from '../event/index.js';
import type { ReopenPolicy } from '../ticket/ticket.commands.js';
import type { JoinReason } from './customer-file.events.js';

/** A conversation the look-up index found for an item, and by what. */
export interface Clue {
  readonly conversationId: string;
  readonly reason: JoinReason;
}

/** What every item brings that may find, start or wake something. */
export interface ItemCommand extends CommandBasis {
  /** What the channel claims, never later than `at`; all facts of this command happened then. */
  readonly occurredAt: Instant;
  /** Conversations the index found, best first. Those of other files are passed over. */
  readonly clues: readonly Clue[];
  /**
   * Names the conversation on channels that keep one per (inbox, handle) or per session: the chat session,
   * the digest of a WhatsApp handle or of a caller's number. Empty where every message starts its own unless a
   * clue matches (mail, withheld numbers).
   */
  readonly newConversationKey: string;
  readonly policy: ReopenPolicy;
  /** The short number to use if a ticket opens. */
  readonly ticketNumber: number;
}
