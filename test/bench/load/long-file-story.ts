import { fact } from '#domain/testing';
import { textOf } from './samples.js';
import type { Told } from './long-story.js';

export const longCustomer = 'long';
export const longStream = `customer-${longCustomer}`;
/** Facts about each ticket of a long file. */
export const factsATicket = 4;

/**
 * The `nth` ticket of a file that goes on and on, counted from 1: somebody, or a machine, that begins a new conversation with
 * every mail. So every four facts leave one more conversation and one more ticket, which the file knows for ever.
 */
export function nthTicket(nth: number): readonly Told[] {
  const about = { ticketId: `${longCustomer}.${nth}`, cause: `m${nth}` };
  const place = { conversationId: `${longCustomer}.c${nth}`, inbox: 'support' };
  const content = JSON.stringify({
    subject: `Order ${nth}`,
    text: textOf(nth, 400),
    newText: textOf(nth, 400),
    html: '',
  });
  const message = fact('MessageReceived', { ...place, channel: 'email', messageId: `m${nth}`, lane: 'live' });
  const told = [
    { fact: message, actor: 'customer', parts: { content } },
    { fact: fact('TicketOpened', { ...about, ...place, number: nth }), actor: 'system', parts: {} },
    { fact: fact('TicketAssigned', { ...about, agentId: `agent-${nth % 50}`, cause: `a${nth}` }), actor: 'agent', parts: {} },
    { fact: fact('TicketResolved', { ...about, cause: `r${nth}` }), actor: 'agent', parts: {} },
  ] as const; // prettier-ignore
  return told.map((one) => ({ stream: longStream, ...one }));
}
