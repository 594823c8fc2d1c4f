import type { Item } from '../case-history/item.js';
import type { KpiTicket } from '../case-history/ticket.js';
import type { KpiFact } from '../facts/index.js';
import { callsOf } from './calls.js';
import type { Draft } from './calls.js';
import { contactsOf } from './contacts.js';
import type { ContactDraft } from './contacts.js';
import { stepsOf } from './conversation.js';
import { tailOf } from './tail.js';
import type { Tail } from './tail.js';
import { factsOfTicket } from './tickets.js';

export type { ContactDraft } from './contacts.js';
export type { Draft } from './calls.js';
export { reasonOf } from './contacts.js';
export { stepsOf } from './conversation.js';
export type { Step } from './conversation.js';
export { withNeighbours } from './neighbours.js';
export { goesOnWith } from './tail.js';
export type { Tail } from './tail.js';

/** What one conversation is made of. */
export interface ConversationParts {
  readonly customerId: string;
  readonly channel: string;
  readonly items: readonly Item[];
  /** The tickets that opened in it. */
  readonly tickets: readonly KpiTicket[];
}

/** What follows from one conversation, whoever's it is and whatever the person does elsewhere. */
export interface ConversationFacts {
  readonly contacts: readonly ContactDraft[];
  readonly others: readonly Draft<KpiFact>[];
  /** Where a message may follow that changes none of them. */
  readonly tail?: Tail | undefined;
}

/** Derives every fact of one conversation. Cost: linear in what stands in it, beside sorting it. */
export function factsOf({ customerId, channel, items, tickets }: ConversationParts): ConversationFacts {
  const steps = stepsOf(items, tickets);
  const contacts = contactsOf(customerId, steps);
  const own = Map.groupBy(steps, ({ ticket }) => ticket?.ticketId);
  const contactsOn = Map.groupBy(contacts, ({ ticketId }) => ticketId);
  const told = tickets.flatMap((ticket) => {
    const { ticketId } = ticket;
    const around = {
      customerId,
      channel,
      own: own.get(ticketId) ?? [],
      contacts: contactsOn.get(ticketId)?.length ?? 0,
    };
    return factsOfTicket(ticket, around);
  });
  return { contacts, others: [...callsOf(customerId, steps), ...told], tail: tailOf(steps, tickets) };
}
