import type { ContactFact, ContactReason } from '../facts/index.js';
import { isCustomers } from '../case-history/item.js';
import type { Step } from './conversation.js';
import { exclusionOf, ticketStanding, topicOf } from './standing.js';

/** A contact as its own file knows it: without whose person it is, and without its neighbours. */
export type ContactDraft = Omit<ContactFact, 'personId' | 'next' | 'previous' | 'nextOfTopic' | 'previousOfTopic'>;

/** The contacts of one conversation, in time order. */
export const contactsOf = (customerId: string, steps: readonly Step[]): readonly ContactDraft[] =>
  steps.flatMap((step) => {
    const reason = reasonOf(step);
    return reason === undefined ? [] : [draftOf(customerId, step, reason)];
  });

/** Why an item begins a contact; `undefined` where it goes on with one, or is no customer's. */
export function reasonOf({ item, lastMark, heardAt, isContinued }: Step): ContactReason | undefined {
  if (!isCustomers(item)) return undefined;
  if (item.kind === 'call') return 'call';
  if (item.kind === 'opening') return 'imported';
  if (!isContinued) return 'first';
  if (lastMark === 'resolved') return 'after-resolution';
  const silence = heardAt === undefined ? 0 : Date.parse(item.at) - Date.parse(heardAt);
  return silence >= item.silenceMs ? 'after-silence' : undefined;
}

function draftOf(customerId: string, { item, ticket }: Step, reason: ContactReason): ContactDraft {
  const { itemId, position, at, channel, inbox, language, handleClass } = item;
  return {
    kind: 'contact',
    factId: `contact/${customerId}/${itemId}`,
    customerId,
    itemId,
    ticketId: ticket?.ticketId ?? '',
    position,
    at,
    exclusion: exclusionOf(ticket, handleClass),
    reason,
    topic: topicOf(ticket),
    channel,
    inbox,
    language,
    ...ticketStanding(ticket),
  };
}
