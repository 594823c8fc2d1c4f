import type { StatedStatus, StatedTicket } from '../customer-file/history.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { isActive, stated } from './ticket.js';
import type { Situation, Ticket } from './ticket.js';

/** What a system outside says a ticket is now. */
interface Statement {
  readonly commandId: string;
  readonly now: StatedTicket;
}

/**
 * The facts between a ticket as it is known and as it is stated, in the order they can have happened: it comes back
 * before it changes hands, and is set aside, resolved or closed after. Nothing is refused: it happened.
 */
export function stateTicket({ commandId, now }: Statement, ticket: Ticket): TicketEvent[] {
  const about = { ticketId: ticket.ticketId, cause: commandId };
  // Spam is what an agent here marked it as: that stands until an agent here takes it back.
  const status = ticket.situation.status === 'spam' ? undefined : now.status;
  return [
    ...comesBack(about, status, ticket.situation),
    ...changesHands(about, now, ticket),
    ...saidOf(about, now, ticket),
    ...ends(about, status, ticket.situation),
  ];
}
type About = Readonly<{ ticketId: string; cause: string }>;

function comesBack(about: About, status: StatedStatus | undefined, { status: was }: Situation): TicketEvent[] {
  if (status !== 'open' && status !== 'pending') return [];
  if (was === 'resolved' || was === 'closed') {
    return [{ type: 'TicketReopened', clear: { ...about, policyVersion: stated } }];
  }
  const setAside = was === 'snoozed' || was === 'pending';
  return status === 'open' && setAside ? [{ type: 'TicketWoken', clear: { ...about, because: 'stated' } }] : [];
}

/** Who goes to another team leaves the assignee behind; one that is stated beside it has it from the new team. */
function changesHands(about: About, { teamId, assigneeId }: StatedTicket, ticket: Ticket): TicketEvent[] {
  const had = ticket.assignee?.agentId;
  const leaves = teamId !== undefined && teamId !== '' && teamId !== ticket.teamId;
  const handed: TicketEvent[] = leaves
    ? [{ type: 'TicketHandedOver', clear: { ...about, teamId, ...from(ticket) } }]
    : [];
  return [...handed, ...assigned(about, assigneeId, leaves ? undefined : had)];
}

const from = ({ teamId, assignee }: Ticket) => ({
  ...(assignee && { fromAgentId: assignee.agentId }),
  ...(teamId !== undefined && { fromTeamId: teamId }),
});

function assigned(about: About, agentId: string | undefined, had: string | undefined): TicketEvent[] {
  if (agentId === undefined || agentId === (had ?? '')) return [];
  if (agentId !== '') return [{ type: 'TicketAssigned', clear: { ...about, agentId, claimed: false } }];
  return had === undefined ? [] : [{ type: 'TicketUnassigned', clear: { ...about, agentId: had } }];
}

function saidOf(about: About, { priority, topic }: StatedTicket, ticket: Ticket): TicketEvent[] {
  const facts: TicketEvent[] = [];
  if (priority !== undefined && priority !== ticket.priority) {
    facts.push({ type: 'TicketPrioritised', clear: { ...about, priority } });
  }
  if (topic !== undefined && topic !== '' && topic !== ticket.topic) {
    facts.push({ type: 'TicketClassified', clear: { ...about, topic } });
  }
  return facts;
}

/** Closed is resolved, and more; what is closed is not merely resolved again. */
function ends(about: About, status: StatedStatus | undefined, situation: Situation): TicketEvent[] {
  const pending = status === 'pending' && situation.status !== 'pending';
  if (pending) return [{ type: 'TicketPending', clear: about }];
  if (status !== 'resolved' && status !== 'closed') return [];
  const resolved: TicketEvent[] = isActive(situation) ? [{ type: 'TicketResolved', clear: about }] : [];
  const closes = status === 'closed' && situation.status !== 'closed';
  return closes ? [...resolved, { type: 'TicketClosed', clear: about }] : resolved;
}
