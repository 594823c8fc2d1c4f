import { fact } from '#domain/testing';
import type { AnyFact } from '#domain';
import { textOf } from './samples.js';

/** A fact to come, who brings it about, and the text that is to be sealed beside it. */
export interface Told {
  readonly stream: string;
  readonly fact: AnyFact;
  readonly actor: 'customer' | 'agent' | 'system';
  readonly parts: Readonly<Record<string, string>>;
}

/** The story of one customer in twenty facts: 60 % messages, 25 % about the ticket, 15 % others. */
export function storyOf(n: number): readonly Told[] {
  const customerId = `customer${n}`;
  const stream = `customer-${customerId}`;
  const about = { ticketId: `${customerId}.1`, cause: `${customerId}-m1` };
  const place = { conversationId: `${customerId}.c1`, inbox: 'support' };
  const by = (actor: Told['actor'], told: AnyFact, parts: Told['parts'] = {}): Told => ({
    stream,
    fact: told,
    actor,
    parts,
  });
  const message = (m: number) => by('customer', fact('MessageReceived', { ...place, channel: 'chat', messageId: `${customerId}-m${m}`, lane: 'live' }), messageParts(n, m)); // prettier-ignore
  const content = JSON.stringify({ text: textOf(n, 160), html: '' });
  const resolved = by('agent', fact('TicketResolved', about));
  return [
    { ...by('system', fact('HandleClaimed', { customerId, kind: 'chat' }), { handle: `visitor-${n}` }), stream: `handle-${customerId}` },
    message(1),
    by('system', fact('TicketOpened', { ...about, ...place, number: n + 1 })),
    message(2),
    by('agent', fact('TicketAssigned', { ...about, agentId: `agent-${n % 50}` })),
    message(3),
    by('agent', fact('ReplyWritten', { ...place, ticketId: about.ticketId, messageId: `${customerId}-r1` }), { content }),
    message(4),
    message(5),
    message(6),
    by('agent', fact('NoteAdded', { ticketId: about.ticketId, noteId: `${customerId}-n1` }), { content }),
    resolved,
    message(7),
    by('system', fact('TicketReopened', about)),
    message(8),
    message(9),
    message(10),
    message(11),
    message(12),
    ...(n % 10 === 0 ? [by('agent', fact('TicketPending', about))] : [resolved]),
  ]; // prettier-ignore
}

const messageParts = (n: number, m: number): Told['parts'] => ({
  sender: JSON.stringify({ name: `Customer ${n}`, address: `visitor-${n}`, replyTo: '', recipients: [] }),
  content: JSON.stringify({
    subject: '',
    text: textOf(n + m, 160),
    newText: textOf(n + m, 160),
    html: '',
    attachments: [],
  }),
});
