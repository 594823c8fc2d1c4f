import type { Instant } from '../event/index.js';
import type { Ticket } from '../ticket/ticket.js';
import { compacted, emptyNumbered, itemAt, nothingRecent } from '../persistent/index.js';
import type { Numbered, Recent } from '../persistent/index.js';
import type { Channel } from './channel.js';

/** One thread on one channel with this customer. */
export interface Conversation {
  /** `<customerId>.c<ordinal>`, ordinals from 1. */
  readonly conversationId: string;
  readonly inbox: string;
  readonly channel: Channel;
  /** Digest of the handle that began it. */
  readonly handle: string;
  /** When the customer last wrote or called, and when an agent last answered; the latest, whatever the order of arrival. */
  readonly customerSpokeAt: Instant | undefined;
  readonly agentSpokeAt: Instant | undefined;
  /** The ticket new messages meet: the one opened, reopened or unmarked last. */
  readonly ticketId: string | undefined;
  /** What later items of the same session or handle find it by; empty where each is found by its own clues. */
  readonly key: string;
  /** The fact it began with, by its version. */
  readonly began: number;
  /** When the latest of its messages came in by its inbox, whoever or whatever wrote that. */
  readonly heardAt: Instant | undefined;
  /** The last of its messages that can be answered, by its version; 0 for none. `undefined` where messages were moved. */
  readonly answerable: number | undefined;
}

/** Where a message, call or reply of this file stands. */
export interface HeldPlace {
  readonly conversationId: string;
  readonly item: 'message' | 'call' | 'reply';
}
/** The same, or who has it now. */
export type Place = HeldPlace | { readonly toCustomerId: string; readonly transferId: string };

/**
 * A customer's file as the rules need to know it: the fold of stream `customer-<customerId>`. Never changed, only
 * continued; plain data, so it can be cloned and serialised as a snapshot.
 *
 * Bounded:     what is kept a message. Items, commands and the keys of conversations are remembered for at least the
 *              last 1,000 of each; no text, sender or older message is known here.
 * Not bounded: conversations and tickets, a few short fields each, because a mail may answer one of years ago.
 */
export interface CustomerFile {
  readonly customerId: string;
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  readonly conversations: Numbered<Conversation>;
  readonly tickets: Numbered<Ticket>;
  /** Messages, calls and replies by id: where they stand. */
  readonly messages: Recent<Place>;
  /** Ids of commands carried out; of statuses, notes and transfers where those stand for one. */
  readonly done: Recent<true>;
  /** Conversation by inbox and `newConversationKey`. */
  readonly keyed: Recent<string>;
  /** Call by what further records of it name it by. */
  readonly calls: Recent<string>;
  /** When a message arrived last from another file, by the version of that fact; 0 for never. */
  readonly arrivedLast: number;
  /** When a message was moved last of which nobody knew any more where it stood, by the version of that fact; 0 for never. */
  readonly movedUnknown: number;
  /** Whether it was erased; `in-part` where a message that was on its way here arrived since. */
  readonly erased: 'no' | 'whole' | 'in-part';
}

/** The file of a customer nobody has heard of. */
export const emptyCustomerFile = (customerId: string): CustomerFile => ({
  customerId,
  version: 0,
  conversations: emptyNumbered,
  tickets: emptyNumbered,
  messages: nothingRecent,
  done: nothingRecent,
  keyed: nothingRecent,
  calls: nothingRecent,
  arrivedLast: 0,
  movedUnknown: 0,
  erased: 'no',
});

/** The same file, as it is kept beside the log: the many conversations and tickets of a long one take less to copy. */
export const compactedFile = (file: CustomerFile): CustomerFile => ({
  ...file,
  conversations: compacted(file.conversations),
  tickets: compacted(file.tickets),
});

/** Id of the conversation or ticket with this place in its list, counted from 0. */
export const conversationIdAt = (customerId: string, place: number): string => `${customerId}.c${place + 1}`;
export const ticketIdAt = (customerId: string, place: number): string => `${customerId}.${place + 1}`;

/** The name of the ticket this file would open next. */
export const nextTicketId = (file: CustomerFile): string => ticketIdAt(file.customerId, file.tickets.size);

/** What a conversation is remembered by in `CustomerFile.keyed`. */
export const conversationKeyOf = (inbox: string, key: string): string => `${inbox} ${key}`;

/** The conversation with this id; `undefined` where this file has none of that name. */
export const conversationIn = (file: CustomerFile, conversationId: string): Conversation | undefined =>
  itemAt(file.conversations, placeOf(conversationId, `${file.customerId}.c`));

/** The ticket with this id; `undefined` where this file has none of that name. */
export const ticketIn = (file: CustomerFile, ticketId: string): Ticket | undefined =>
  itemAt(file.tickets, placeOf(ticketId, `${file.customerId}.`));

/** The place an id names after this prefix; -1 for the ids of other files and for what is no id. */
export function placeOf(id: string, prefix: string): number {
  if (!id.startsWith(prefix)) return -1;
  const ordinal = id.slice(prefix.length);
  return /^[1-9]\d*$/.test(ordinal) ? Number(ordinal) - 1 : -1;
}
