import { assignTicket } from './assign-ticket.js';
import { claimTicket } from './claim-ticket.js';
import { closeTicket } from './close-ticket.js';
import { handOverTicket } from './hand-over-ticket.js';
import { markAsSpam, removeSpamMark } from './mark-as-spam.js';
import { prioritiseTicket } from './prioritise-ticket.js';
import { recordSurveyAnswer } from './record-survey-answer.js';
import { releaseTicket } from './release-ticket.js';
import { reopenTicket } from './reopen-ticket.js';
import { resolveTicket } from './resolve-ticket.js';
import { setPending } from './set-pending.js';
import { snoozeTicket } from './snooze-ticket.js';
import { tagTicket, untagTicket } from './tag-ticket.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.js';
import { wakeTicket } from './wake-ticket.js';

/** What follows from a command for its ticket; `rival` is another active ticket of the same conversation. */
export function decideTicket(command: TicketCommand, ticket: Ticket, rival?: Ticket): TicketEvent[] {
  switch (command.kind) {
    case 'ClaimTicket':
      return claimTicket(command, ticket);
    case 'AssignTicket':
      return assignTicket(command, ticket);
    case 'ReleaseTicket':
      return releaseTicket(command, ticket);
    case 'HandOverTicket':
      return handOverTicket(command, ticket);
    case 'PrioritiseTicket':
      return prioritiseTicket(command, ticket);
    case 'TagTicket':
      return tagTicket(command, ticket);
    case 'UntagTicket':
      return untagTicket(command, ticket);
    case 'RecordSurveyAnswer':
      return recordSurveyAnswer(command);
    case 'SetPending':
      return setPending(command, ticket);
    case 'SnoozeTicket':
      return snoozeTicket(command, ticket);
    case 'WakeTicket':
      return wakeTicket(command, ticket);
    case 'ResolveTicket':
      return resolveTicket(command, ticket);
    case 'ReopenTicket':
      return reopenTicket(command, ticket, rival);
    case 'CloseTicket':
      return closeTicket(command, ticket);
    case 'MarkAsSpam':
      return markAsSpam(command, ticket);
    case 'RemoveSpamMark':
      return removeSpamMark(command, ticket, rival);
  }
}
