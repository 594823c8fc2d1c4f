import { createHash } from 'node:crypto';
import { fact } from '#domain/testing';
import type { AnyFact, Priority } from '#domain';
import type { Told } from './long-story.js';
import { textOf } from './samples.js';

/** A desk at work: so many tickets that wait to be answered, and so many messages on them and on those beside. */
export interface Crowd {
  readonly tickets: number;
  readonly messages: number;
}

export const crowdInboxes = ['support', 'billing', 'sales', 'service'] as const;
export const crowdTeams = Array.from({ length: 10 }, (_, n) => `team-${n}`);
export const crowdAgents = Array.from({ length: 50 }, (_, n) => `agent-${n}`);
/** The team an agent is in: every tenth has the same. */
export const teamOf = (agent: number): string => `team-${agent % crowdTeams.length}`;

/** One ticket in so many rests or is over; those come on top of the tickets that wait. */
const restingEvery = 11;
/** The customers with the longest stories: the first has a hundredth of all messages, the next ten a thousandth each. */
const longestShares = [0.01, ...Array.from({ length: 10 }, () => 0.001)];

/** Messages of a conversation; who writes more begins another. */
const longestConversation = 200;

/** How many customers a crowd has, each with one ticket. */
export const customersIn = ({ tickets }: Crowd): number => Math.ceil((tickets * restingEvery) / (restingEvery - 1));

/** The agent in whose team the ticket of a customer is, where it is in one. */
export const agentOf = (n: number): string => `agent-${(n * 13) % crowdAgents.length}`;
/** Whether the ticket of a customer waits, nobody has it, and its story is of the usual length. */
export const isUnclaimed = (n: number): boolean => n >= longestShares.length && n % 2 === 0 && n % restingEvery !== 0;

/** Customers’ ids say nothing, and come in no order; in the form the desk gives them. */
export const crowdCustomer = (n: number): string => createHash('sha256').update(`customer ${n}`).digest('hex').slice(0, 20); // prettier-ignore

/** The story of one customer of a crowd, from the first message to where their ticket stands now. */
export function crowdStory(n: number, crowd: Crowd): readonly Told[] {
  const customerId = crowdCustomer(n);
  const ticketId = `${customerId}.1`;
  const about = { ticketId, cause: `${customerId}-m1` };
  const inbox = crowdInboxes[(n * 7) % crowdInboxes.length] ?? '';
  const opening = { conversationId: `${customerId}.c1`, inbox };
  const language = n % 5 < 3 ? 'ar' : 'en';
  const by = (actor: Told['actor'], told: AnyFact, parts: Told['parts'] = {}): Told => ({ stream: `customer-${customerId}`, fact: told, actor, parts }); // prettier-ignore
  const message = (m: number): Told => {
    const place = { conversationId: `${customerId}.c${Math.ceil(m / longestConversation)}`, inbox };
    const named = { messageId: `${customerId}-m${m}`, threadKeys: [], lane: 'live', envelope: '', language } as const;
    if (m % 3 === 0) return by('agent', fact('ReplyWritten', { ...place, ...named, ticketId }), { content: JSON.stringify({ text: textOf(n + m, 160), html: '' }) }); // prettier-ignore
    return by('customer', fact('MessageReceived', { ...place, ...named, channel: 'chat', automatic: 'no', body: 'text' }), messageParts(n, m)); // prettier-ignore
  };
  const opened = by('system', fact('TicketOpened', { ...about, ...opening, number: n + 1 }));
  return [
    message(1),
    opened,
    ...hands(n, about, by),
    ...later(messagesOf(n, crowd)).map(message),
    ...end(n, about, by),
  ];
}

type By = (actor: Told['actor'], told: AnyFact) => Told;
interface About {
  readonly ticketId: string;
  readonly cause: string;
}

/** Who has it, how urgent it is, what it is tagged with. */
function hands(n: number, about: About, by: By): readonly Told[] {
  const agent = (n * 13) % crowdAgents.length;
  const priority = priorityOf(n);
  return [
    ...(n % 5 === 0 ? [] : [by('agent', fact('TicketHandedOver', { ...about, teamId: teamOf(agent) }))]),
    ...(n % 2 === 0 ? [] : [by('agent', fact('TicketAssigned', { ...about, agentId: agentOf(n) }))]),
    ...(priority === 'normal' ? [] : [by('agent', fact('TicketPrioritised', { ...about, priority }))]),
    ...(n % 3 === 0 ? [by('agent', fact('TicketTagged', { ...about, tag: `tag-${n % 20}` }))] : []),
  ];
}

function priorityOf(n: number): Priority {
  const share = (n * 31) % 100;
  return share < 2 ? 'urgent' : share < 10 ? 'high' : share < 90 ? 'normal' : 'low';
}

function end(n: number, about: About, by: By): readonly Told[] {
  if (n % restingEvery !== 0) return [];
  const ends = [
    [fact('TicketPending', about)],
    [fact('TicketSnoozed', { ...about, until: '2099-01-01T00:00:00.000Z' })],
    [fact('TicketResolved', about), fact('TicketClosed', about)],
  ] as const;
  return (ends[(n / restingEvery) % ends.length] ?? ends[0]).map((told) => by('agent', told));
}

/** How much was said to and by a customer. */
function messagesOf(n: number, crowd: Crowd): number {
  const share = longestShares[n];
  if (share !== undefined) return Math.max(2, Math.round(share * crowd.messages));
  const others = crowd.messages * (1 - longestShares.reduce((sum, each) => sum + each, 0));
  const mean = others / customersIn(crowd);
  // As many have less than the mean as have more.
  return Math.max(1, Math.round((mean * ((n * 17) % 21)) / 10));
}

const later = (messages: number): readonly number[] =>
  Array.from({ length: Math.max(0, messages - 1) }, (_, at) => at + 2);

const messageParts = (n: number, m: number): Told['parts'] => {
  const text = textOf(n + m, 160);
  return {
    sender: JSON.stringify({ name: `Customer ${n}`, address: `visitor-${n}`, replyTo: '', recipients: [] }),
    content: JSON.stringify({ subject: '', text, newText: text, html: '', attachments: [] }),
  };
};
