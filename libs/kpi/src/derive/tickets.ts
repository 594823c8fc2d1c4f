import { isAtWork } from '../case-history/ticket.js';
import type { KpiTicket } from '../case-history/ticket.js';
import { msBetween } from '../definitions/definition.js';
import type { KpiFact } from '../facts/index.js';
import type { Draft } from './calls.js';
import type { Step } from './conversation.js';
import { responsesOf, tookMs } from './responses.js';
import type { Response } from './responses.js';
import { exclusionOf, ticketStanding } from './standing.js';

/** Where a ticket's conversation stands. */
interface Surroundings {
  readonly customerId: string;
  /** The conversation's channel. */
  readonly channel: string;
  /** What was said on it, in time order. */
  readonly own: readonly Step[];
  /** Contacts whose ticket it is. */
  readonly contacts: number;
}
type Basis = ReturnType<typeof basisOf>;

/** The facts of one ticket. */
export function factsOfTicket(ticket: KpiTicket, surroundings: Surroundings): readonly Draft<KpiFact>[] {
  const { own, contacts } = surroundings;
  const language = own.find(({ item }) => item.kind === 'message' && item.language !== '')?.item.language ?? '';
  const basis = basisOf(ticket, surroundings, language);
  return [
    { ...basis, kind: 'opening', factId: `opening/${ticket.ticketId}`, contacts, atWork: isAtWork(ticket) },
    ...responseFacts(ticket, basis, own),
    ...resolutionFacts(ticket, basis),
    ...spanFacts(ticket, basis),
  ];
}

const basisOf = (ticket: KpiTicket, { customerId, channel }: Surroundings, language: string) => ({
  customerId,
  ticketId: ticket.ticketId,
  position: ticket.position,
  at: ticket.openedAt,
  exclusion: exclusionOf(ticket),
  channel,
  inbox: ticket.inbox,
  language,
  ...ticketStanding(ticket),
});

function responseFacts(ticket: KpiTicket, basis: Basis, own: readonly Step[]): readonly Draft<KpiFact>[] {
  const said = own.map(({ item }) => item);
  const { first, next } = responsesOf(said, ticket.openedAt);
  const told = next.filter(({ reply }) => reply !== undefined || isAtWork(ticket));
  const facts = told.map((response) => nextResponse(ticket, basis, response));
  if (first === undefined && !isAtWork(ticket)) return facts;
  const ms = tookMs(ticket.openedAt, first);
  const factId = `first-response/${ticket.ticketId}`;
  return [{ ...basis, kind: 'first-response', factId, ms, agent: first?.agent ?? basis.agent }, ...facts];
}

const nextResponse = ({ ticketId }: KpiTicket, basis: Basis, { asked, reply }: Response): Draft<KpiFact> => ({
  ...basis,
  kind: 'next-response',
  factId: `next-response/${ticketId}/${asked.itemId}`,
  position: asked.position,
  at: asked.at,
  ms: tookMs(asked.at, reply),
  agent: reply?.agent ?? basis.agent,
});

function resolutionFacts(ticket: KpiTicket, basis: Basis): readonly Draft<KpiFact>[] {
  const { ticketId, openedAt, first, inForce, closed, reopened, solved } = ticket;
  if (first === null) return [];
  const { agents, takenFromAgent, replies, transfers } = ticket.before;
  const until = { agents: agents.length, takenFromAgent, replies, transfers };
  const told = (resolution: typeof first) => ({
    ...basis,
    at: resolution.at,
    agent: resolution.agent,
    ms: msBetween(openedAt, resolution.at),
    closed,
  });
  const once = {
    ...told(first),
    kind: 'resolution',
    factId: `resolution/${ticketId}`,
    reopened,
    solved,
    ...until,
  } as const;
  if (inForce === null) return [once];
  return [once, { ...told(inForce), kind: 'full-resolution', factId: `full-resolution/${ticketId}` }];
}

const spanFacts = ({ ticketId, spans, openedAt }: KpiTicket, basis: Basis): readonly Draft<KpiFact>[] =>
  spans
    .map(({ start, end }, place) => ({ factId: `span/${ticketId}/${place + 1}`, at: start, end }))
    .filter(({ at, end }) => end === null || end > at)
    .map((span) => ({ ...basis, kind: 'span', openedAt, ...span }));
