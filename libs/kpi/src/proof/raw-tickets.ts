import type { ClearEvent } from '#event-log';
import { text } from './raw-desk.js';
import type { RawFile } from './raw-desk.js';

/** A ticket as the log has it: what was recorded about it, replies included, in stream order. */
export interface RawTicket {
  readonly ticketId: string;
  readonly opening: ClearEvent;
  readonly facts: readonly ClearEvent[];
}

/** The tickets of a file, in the order they opened. */
export const ticketsOf = ({ events }: RawFile): readonly RawTicket[] =>
  events
    .filter(({ type }) => type === 'TicketOpened')
    .map((opening) => {
      const ticketId = text(opening, 'ticketId');
      const about = events.filter((event) => text(event, 'ticketId') === ticketId);
      return { ticketId, opening, facts: about.filter(({ version }) => version >= opening.version) };
    });

/** “Ticket’s conversation”. */
export const conversationOf = ({ opening }: RawTicket): string => text(opening, 'conversationId');

/** “An instant of a ticket is never before its opening.” */
export const instantOf = ({ opening }: RawTicket, { occurredAt }: ClearEvent): string =>
  occurredAt > opening.occurredAt ? occurredAt : opening.occurredAt;

const lastOf = (facts: readonly ClearEvent[], ...types: readonly string[]): ClearEvent | undefined =>
  facts.findLast(({ type }) => types.includes(type));

/** “Spam”. */
export const isSpam = ({ facts }: RawTicket): boolean =>
  lastOf(facts, 'MarkedAsSpam', 'SpamMarkRemoved')?.type === 'MarkedAsSpam';

const lastState = ({ facts }: RawTicket): string | undefined =>
  lastOf(facts, 'TicketOpened', 'TicketReopened', 'TicketResolved', 'TicketClosed')?.type;

/** “State of a ticket”: whether it is at work. */
export const isAtWork = (ticket: RawTicket): boolean =>
  lastState(ticket) === 'TicketOpened' || lastState(ticket) === 'TicketReopened';

/** Whether “its last mark or `TicketClosed`, in stream order,” is a `TicketClosed`. */
export const isClosed = (ticket: RawTicket): boolean => lastState(ticket) === 'TicketClosed';

/** “State of a ticket”: who has it after these facts. */
export function agentAfter(facts: readonly ClearEvent[]): string {
  const last = lastOf(facts, 'TicketAssigned', 'TicketUnassigned', 'TicketHandedOver');
  return last?.type === 'TicketAssigned' ? text(last, 'agentId') : '';
}

/** “State of a ticket”: its team now. */
export function teamOf({ facts }: RawTicket): string {
  const last = lastOf(facts, 'TicketOpened', 'TicketHandedOver');
  return last === undefined ? '' : text(last, 'teamId');
}

/** “State of a ticket”: its priority now, `normal` before the first. */
export function priorityOf({ facts }: RawTicket): string {
  const last = lastOf(facts, 'TicketPrioritised');
  return last === undefined ? 'normal' : text(last, 'priority');
}

/** “State of a ticket”: its tags now, each once. */
export function tagsOf({ facts }: RawTicket): readonly string[] {
  const tags = new Set<string>();
  for (const event of facts) {
    if (event.type === 'TicketTagged') tags.add(text(event, 'tag'));
    if (event.type === 'TicketUntagged') tags.delete(text(event, 'tag'));
  }
  return [...tags];
}

/** “Topic”: as one text for a set, empty where there is none. */
export function topicOf(ticket: RawTicket | undefined): string {
  if (ticket === undefined) return '';
  const said = lastOf(ticket.facts, 'TicketClassified');
  if (said !== undefined) return JSON.stringify([text(said, 'topic')]);
  const tags = tagsOf(ticket);
  const topics = tags.filter((tag) => tag.startsWith('topic:'));
  const told = topics.length > 0 ? topics : tags;
  return told.length === 0 ? '' : JSON.stringify(told.toSorted());
}

/** A resolution of a ticket, and who has the credit for it. */
export interface RawResolution {
  readonly event: ClearEvent;
  readonly at: string;
  readonly agent: string;
}

/** “First resolution”. */
export const firstResolution = (ticket: RawTicket): RawResolution | undefined =>
  resolutionBy(ticket, ticket.facts.find(({ type }) => type === 'TicketResolved')); // prettier-ignore

/** “Resolution in force”: the last one, while no `TicketReopened` follows it. */
export function resolutionInForce(ticket: RawTicket): RawResolution | undefined {
  const last = lastOf(ticket.facts, 'TicketResolved', 'TicketReopened');
  return last?.type === 'TicketResolved' ? resolutionBy(ticket, last) : undefined;
}

/** _Resolver_: “the actor when of class `agent`; else whoever the ticket was assigned to just before it; else empty”. */
function resolutionBy(ticket: RawTicket, event: ClearEvent | undefined): RawResolution | undefined {
  if (event === undefined) return undefined;
  const { class: actorClass, id } = event.actor;
  const agent = actorClass === 'agent' ? id : agentAfter(factsBefore(ticket, event));
  return { event, at: instantOf(ticket, event), agent };
}

/** Facts of the ticket “of lower version; replies to it likewise”. */
export const factsBefore = ({ facts }: RawTicket, { version }: ClearEvent): readonly ClearEvent[] =>
  facts.filter((fact) => fact.version < version);

/** Whether a `TicketReopened` follows in stream order. */
export const isReopenedAfter = ({ facts }: RawTicket, { version }: ClearEvent): boolean =>
  facts.some((fact) => fact.type === 'TicketReopened' && fact.version > version);

/** Agents’ replies among facts. */
export const repliesAmong = (facts: readonly ClearEvent[]): readonly ClearEvent[] =>
  facts.filter(({ type, actor }) => type === 'ReplyWritten' && actor.class === 'agent');

/** _Transfers_ among facts: who had it loses it to a team, or to another agent. */
export function transfersAmong(facts: readonly ClearEvent[]): number {
  let [transfers, lastAssigned, wasHandedOver] = [0, '', false];
  for (const event of facts) {
    if (isHandOver(event)) {
      transfers += 1;
      wasHandedOver = true;
    }
    if (event.type !== 'TicketAssigned') continue;
    const agentId = text(event, 'agentId');
    if (lastAssigned !== '' && agentId !== lastAssigned && !wasHandedOver) transfers += 1;
    [lastAssigned, wasHandedOver] = [agentId, false];
  }
  return transfers;
}

/** A `TicketHandedOver` with `fromAgentId`: it was taken from an agent. Without, it is routing. */
export const isHandOver = (event: ClearEvent): boolean =>
  event.type === 'TicketHandedOver' && 'fromAgentId' in event.clear;
