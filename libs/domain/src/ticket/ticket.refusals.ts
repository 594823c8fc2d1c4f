import { DomainRefusal } from '../event/index.js';
import type { Instant } from '../event/index.js';
import type { TicketStatus } from './ticket.js';

/** This file has no ticket of that name. */
export class TicketNotFound extends DomainRefusal {
  readonly code = 'TICKET.NOT_FOUND';
  constructor(readonly ticketId: string) {
    super(`there is no ticket ${ticketId} in this file`);
  }
}

/** It is another team's, and somebody else's: an agent works the tickets of their teams, those of no team, and their own. */
export class TicketOfAnotherTeam extends DomainRefusal {
  readonly code = 'TICKET.OF_ANOTHER_TEAM';
  constructor(
    readonly ticketId: string,
    readonly teamId: string,
  ) {
    super(`ticket ${ticketId} is with team ${teamId}`);
  }
}

/** Somebody else has it: who, and since when. */
export class TicketAlreadyClaimed extends DomainRefusal {
  readonly code = 'TICKET.ALREADY_CLAIMED';
  constructor(
    readonly ticketId: string,
    readonly agentId: string,
    readonly since: Instant,
  ) {
    super(`agent ${agentId} has ticket ${ticketId} since ${since}`);
  }
}

/** Only a ticket that is new, open, pending or snoozed can be asked this. */
export class TicketNotActive extends DomainRefusal {
  readonly code = 'TICKET.NOT_ACTIVE';
  constructor(
    readonly ticketId: string,
    readonly status: TicketStatus,
  ) {
    super(`ticket ${ticketId} is ${status}`);
  }
}

/** Only a resolved ticket can be closed. */
export class TicketNotResolved extends DomainRefusal {
  readonly code = 'TICKET.NOT_RESOLVED';
  constructor(
    readonly ticketId: string,
    readonly status: TicketStatus,
  ) {
    super(`ticket ${ticketId} is ${status}, not resolved`);
  }
}

/** A closed ticket stays closed; what comes now is a follow-up. */
export class TicketIsClosed extends DomainRefusal {
  readonly code = 'TICKET.CLOSED';
  constructor(readonly ticketId: string) {
    super(`ticket ${ticketId} is closed`);
  }
}

/** Take the spam mark off first. */
export class TicketIsSpam extends DomainRefusal {
  readonly code = 'TICKET.SPAM';
  constructor(readonly ticketId: string) {
    super(`ticket ${ticketId} is marked as spam`);
  }
}

/** Its conversation has another active ticket by now; two would compete for the customer's next message. */
export class AnotherTicketIsActive extends DomainRefusal {
  readonly code = 'TICKET.ANOTHER_IS_ACTIVE';
  constructor(
    readonly ticketId: string,
    readonly conversationId: string,
    readonly activeTicketId: string,
  ) {
    super(`ticket ${activeTicketId} is active in conversation ${conversationId}; ${ticketId} cannot be as well`);
  }
}

/** What a system outside states of a ticket comes in the order it happened: this is older than what is known. */
export class TicketChangeOutOfOrder extends DomainRefusal {
  readonly code = 'TICKET.CHANGE_OUT_OF_ORDER';
  constructor(
    readonly ticketId: string,
    readonly occurredAt: Instant,
    readonly changedAt: Instant,
  ) {
    super(`what became of ticket ${ticketId} at ${occurredAt} comes too late: it is known until ${changedAt}`);
  }
}

/** A ticket cannot sleep until an instant that is over. */
export class SnoozeInThePast extends DomainRefusal {
  readonly code = 'TICKET.SNOOZE_IN_THE_PAST';
  constructor(
    readonly ticketId: string,
    readonly until: Instant,
    readonly at: Instant,
  ) {
    super(`ticket ${ticketId} cannot be snoozed until ${until}: it is ${at}`);
  }
}
