import type { Dimension } from '../facts/index.js';
import { text } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { conversationsOf, ticketOf } from './raw-conversations.js';
import type { RawConversation } from './raw-conversations.js';
import { channelOf, isCustomers } from './raw-items.js';
import type { RawItem } from './raw-items.js';
import { agentAfter, isSpam, priorityOf, tagsOf, teamOf } from './raw-tickets.js';
import type { RawTicket } from './raw-tickets.js';

/** Where something stands: the values it has in each dimension. Several only of tags. */
export type Stands = Readonly<Record<Dimension, readonly string[]>>;

/** One thing a definition counts, or one that is still open. */
export interface RawCase {
  /** The cohort instant. */
  readonly at: string;
  /** Empty where there is none. */
  readonly ticketId: string;
  readonly personId: string;
  readonly stands: Stands;
  /** Not counted and open: time alone may make it count. */
  readonly counted: boolean;
  readonly open: boolean;
  /** What it adds to a share. */
  readonly numerator: number;
  /** What it adds to a distribution. */
  readonly ms: number;
}

/** What all cases have; a definition says what is particular. */
export type CaseBasis = Pick<RawCase, 'at' | 'ticketId' | 'personId' | 'stands'>;
const plain = { counted: true, open: false, numerator: 0, ms: 0 };

/** A case of a definition. */
export const rawCase = (basis: CaseBasis, said: Partial<RawCase> = {}): RawCase => ({ ...plain, ...basis, ...said });

/** A ticket that is not spam, and the conversation it opened in. */
export interface TicketInPlace {
  readonly ticket: RawTicket;
  readonly conversation: RawConversation;
}

/** “Spam tickets … are in no figure.” */
export const ticketsOn = (desk: RawDesk): readonly TicketInPlace[] =>
  desk.files
    .flatMap(conversationsOf)
    .flatMap((conversation) => conversation.tickets.map((ticket) => ({ ticket, conversation })))
    .filter(({ ticket }) => !isSpam(ticket));

/** “Dimensions” of a ticket, counted at an instant for whoever has the credit. */
export function caseOfTicket({ ticket, conversation }: TicketInPlace, at: string, agent: string): CaseBasis {
  const spoken = conversation.items.filter(
    (item) => item.kind === 'message' && ticketOf(conversation, item)?.ticketId === ticket.ticketId,
  );
  const language = spoken.map(({ event }) => text(event, 'language')).find((each) => each !== '') ?? '';
  const stands = {
    channel: [conversation.channel],
    inbox: [text(ticket.opening, 'inbox')],
    language: [language],
    ...standsOf(ticket),
    agent: [agent],
  };
  return { at, ticketId: ticket.ticketId, personId: conversation.file.personId, stands };
}

/** A customer’s item that is not of a spam ticket, and its ticket. */
export interface ItemInPlace {
  readonly item: RawItem;
  readonly ticket: RawTicket | undefined;
  readonly conversation: RawConversation;
}

/** Customers’ items. “Contacts, calls and responses of spam tickets are in no figure.” */
export const customersItemsOn = (desk: RawDesk): readonly ItemInPlace[] =>
  desk.files
    .flatMap(conversationsOf)
    .flatMap((conversation) =>
      conversation.items
        .filter(isCustomers)
        .map((item) => ({ item, ticket: ticketOf(conversation, item), conversation })),
    )
    .filter(({ ticket }) => ticket === undefined || !isSpam(ticket));

/** “Dimensions” of a contact or call: its item’s own, and the state of its ticket now. */
export function caseOfItem({ item, ticket, conversation }: ItemInPlace): CaseBasis {
  const { event, at } = item;
  const language = item.kind === 'message' ? text(event, 'language') : '';
  const stands = {
    channel: [channelOf(item)],
    inbox: [text(event, 'inbox')],
    language: [language],
    ...standsOf(ticket),
  };
  return { at, ticketId: ticket?.ticketId ?? '', personId: conversation.file.personId, stands };
}

const none = { team: [''], agent: [''], priority: [''], tag: [''] };

/** “The state of the ticket; empty where it has none.” */
function standsOf(ticket: RawTicket | undefined): Pick<Stands, 'team' | 'agent' | 'priority' | 'tag'> {
  if (ticket === undefined) return none;
  const tags = tagsOf(ticket);
  return {
    team: [teamOf(ticket)],
    agent: [agentAfter(ticket.facts)],
    priority: [priorityOf(ticket)],
    tag: tags.length === 0 ? [''] : tags,
  };
}
