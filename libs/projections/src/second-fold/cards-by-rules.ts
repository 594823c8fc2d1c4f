import { emptyCustomerFile, EventOutOfPlace, evolveCustomerFile, ticketIn } from '#domain';
import type { CustomerFile, CustomerFileEvent, Dated, Ticket } from '#domain';
import type { RecordedEvent } from '#event-log';
import type { TicketCard } from '../tickets/index.js';

/** What the rules know of a ticket, as its card shows it. */
export type CardByRules = Pick<
  TicketCard,
  | 'ticketId'
  | 'number'
  | 'conversationId'
  | 'follows'
  | 'state'
  | 'stateSince'
  | 'assigneeId'
  | 'teamId'
  | 'priority'
  | 'topic'
  | 'tags'
>;

/**
 * The tickets of a file as the rules know them, by the domain's own fold, which shares nothing with the pages. It has no
 * opinion where the log tells what the rules could not have decided.
 */
export class FileByRules {
  #file: CustomerFile | undefined;

  constructor(customerId: string) {
    this.#file = emptyCustomerFile(customerId);
  }

  take(events: readonly RecordedEvent[]): void {
    try {
      for (const event of events)
        this.#file &&= evolveCustomerFile(this.#file, event as unknown as Dated<CustomerFileEvent>);
    } catch (fault) {
      if (!(fault instanceof EventOutOfPlace)) throw fault;
      this.#file = undefined;
    }
  }

  /** `undefined` where it has no opinion. */
  cards(): readonly CardByRules[] | undefined {
    return this.#file && [...ticketsOf(this.#file)].map(cardOf);
  }
}

function* ticketsOf(file: CustomerFile): Generator<Ticket> {
  for (let place = 1; ; place += 1) {
    const ticket = ticketIn(file, `${file.customerId}.${place}`);
    if (ticket === undefined) return;
    yield ticket;
  }
}

const cardOf = ({ situation, assignee, ...ticket }: Ticket): CardByRules => ({
  ticketId: ticket.ticketId,
  number: ticket.number,
  conversationId: ticket.conversationId,
  follows: ticket.follows ?? null,
  state: situation.status,
  stateSince: situation.since,
  assigneeId: assignee?.agentId ?? null,
  teamId: ticket.teamId ?? null,
  priority: ticket.priority,
  topic: ticket.topic ?? null,
  tags: JSON.stringify(ticket.tags),
});
