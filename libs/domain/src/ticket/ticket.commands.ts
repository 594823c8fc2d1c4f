import type { CommandBasis, Instant } from '../event/index.js';
import type { Priority } from './ticket.events.js';

interface OnTicket extends CommandBasis {
  readonly ticketId: string;
}

/** An inbox's rule for customers who come back. */
export interface ReopenPolicy {
  /** A resolved ticket reopens for so long; what comes later is a follow-up. */
  readonly reopenWindowSeconds: number;
  /** Version of the rule, recorded where it is applied. */
  readonly version: string;
}

/** An agent takes the ticket. Refused with `TicketAlreadyClaimed` when somebody else has it. */
export interface ClaimTicket extends OnTicket {
  readonly kind: 'ClaimTicket';
  readonly agentId: string;
}
/** Somebody gives the ticket to an agent, whoever has it now. */
export interface AssignTicket extends OnTicket {
  readonly kind: 'AssignTicket';
  readonly agentId: string;
}
/** The assignee lets go. Refused with `TicketAlreadyClaimed` when somebody else has it by now. */
export interface ReleaseTicket extends OnTicket {
  readonly kind: 'ReleaseTicket';
  /** Who has it, as the one who asks believes. */
  readonly agentId: string;
}
/** The ticket goes to a team, and its assignee lets go. */
export interface HandOverTicket extends OnTicket {
  readonly kind: 'HandOverTicket';
  readonly teamId: string;
}
export interface PrioritiseTicket extends OnTicket {
  readonly kind: 'PrioritiseTicket';
  readonly priority: Priority;
}
export interface TagTicket extends OnTicket {
  readonly kind: 'TagTicket';
  readonly tag: string;
}
export interface UntagTicket extends OnTicket {
  readonly kind: 'UntagTicket';
  readonly tag: string;
}
/** What the customer answered to a survey about it; `rating` of `scale`. */
export interface RecordSurveyAnswer extends OnTicket {
  readonly kind: 'RecordSurveyAnswer';
  readonly solved: boolean;
  readonly rating?: number;
  readonly scale?: number;
}
/** The ticket waits for the customer. */
export interface SetPending extends OnTicket {
  readonly kind: 'SetPending';
}
/** The ticket sleeps. Refused with `SnoozeInThePast` when `until` is not after `at`. */
export interface SnoozeTicket extends OnTicket {
  readonly kind: 'SnoozeTicket';
  readonly until: Instant;
}
/** `due`: the timekeeper's word, which changes nothing before its time; `agent`: at once. */
export interface WakeTicket extends OnTicket {
  readonly kind: 'WakeTicket';
  readonly because: 'due' | 'agent';
}
export interface ResolveTicket extends OnTicket {
  readonly kind: 'ResolveTicket';
}
/** An agent takes the resolution back. */
export interface ReopenTicket extends OnTicket {
  readonly kind: 'ReopenTicket';
}
/** A resolved ticket is over for good. */
export interface CloseTicket extends OnTicket {
  readonly kind: 'CloseTicket';
  /** When given (the timekeeper's way), nothing happens before its window is over. */
  readonly policy?: ReopenPolicy;
}
export interface MarkAsSpam extends OnTicket {
  readonly kind: 'MarkAsSpam';
}
/** The ticket goes back to what it was before it was marked. */
export interface RemoveSpamMark extends OnTicket {
  readonly kind: 'RemoveSpamMark';
}

/** Commands about one ticket that is already open. All may be refused with `TicketNotFound`. */
export type TicketCommand =
  | ClaimTicket
  | AssignTicket
  | ReleaseTicket
  | HandOverTicket
  | PrioritiseTicket
  | TagTicket
  | UntagTicket
  | RecordSurveyAnswer
  | SetPending
  | SnoozeTicket
  | WakeTicket
  | ResolveTicket
  | ReopenTicket
  | CloseTicket
  | MarkAsSpam
  | RemoveSpamMark;
