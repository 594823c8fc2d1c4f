import type { PlainEvent } from '../faults/plain-reader.js';
import { placeOf } from './race.js';
import type { Asked } from './race.js';

// Judges a race by what stands in the log and nothing else: nothing of the house's rules, folds or pages is imported.

/** What a ticket was in from an event on, until the next that changed it. */
export interface Stretch {
  readonly from: number;
  /** Position of what ended it; none where it still lasts. */
  readonly until: number;
  readonly since: string;
  readonly ownedSince: string;
  readonly state: string;
  readonly owner: string | null;
  readonly team: string | null;
}

/** The life of a ticket as its facts tell it, and what in them cannot be. */
export interface Life {
  readonly stretches: readonly Stretch[];
  readonly faults: readonly string[];
}

type Standing = Pick<Stretch, 'state' | 'owner' | 'team'>;

/** Reads the life of a ticket, fact by fact: who takes it must find it free, who leaves it must have had it. */
export function lifeOf(ticketId: string, events: readonly PlainEvent[]): Life {
  const faults: string[] = [];
  const stretches: Stretch[] = [];
  for (const event of events.filter(({ clear }) => clear['ticketId'] === ticketId)) {
    const before = stretches.at(-1);
    const now = { state: before?.state ?? 'new', owner: before?.owner ?? null, team: before?.team ?? null };
    const said = (fault: string) => faults.push(`${event.position} ${event.type}: ${fault}`);
    const after = standingAfter(event, now, said);
    const since = before !== undefined && before.since > event.occurredAt ? before.since : event.occurredAt;
    const ownedSince = after.owner === now.owner && before ? before.ownedSince : event.occurredAt;
    if (before) stretches[stretches.length - 1] = { ...before, until: event.position };
    stretches.push({ ...after, from: event.position, until: Infinity, since, ownedSince });
  }
  return { stretches, faults };
}

function standingAfter({ type, clear, actor }: PlainEvent, now: Standing, said: (fault: string) => void): Standing {
  const active = now.state === 'new' || now.state === 'open';
  const had = (clear['agentId'] ?? clear['fromAgentId'] ?? null) as string | null;
  switch (type) {
    case 'TicketAssigned':
      if (!active) said(`it is ${now.state}`);
      if (clear['claimed'] === true && now.owner !== null) said(`${String(had)} claims what ${now.owner} has`);
      if (clear['claimed'] === true && actor.id !== had) said(`${actor.id} claims it for ${String(had)}`);
      if (now.owner === had) said(`${String(had)} has it already`);
      return { ...now, state: 'open', owner: had };
    case 'TicketUnassigned':
      if (now.owner !== had) said(`${String(had)} leaves what ${String(now.owner)} has`);
      return { ...now, owner: null };
    case 'TicketHandedOver':
      if (!active) said(`it is ${now.state}`);
      if (now.owner !== had) said(`${String(had)} hands over what ${String(now.owner)} has`);
      return { ...now, owner: null, team: String(clear['teamId']) };
    case 'TicketResolved':
      if (!active) said(`it is ${now.state}`);
      return { ...now, state: 'resolved' };
    case 'TicketReopened':
      if (now.state !== 'resolved') said(`it is ${now.state}`);
      return { ...now, state: 'open' };
    default:
      return now;
  }
}

/** Stretches of some length in which state, owner or team differ: what a page of spans can tell. */
export function spansOf({ stretches }: Life): readonly (Standing & { readonly since: string })[] {
  const changes = stretches.filter((stretch, at) => at === 0 || !same(stretch, stretches[at - 1]));
  return changes
    .filter(({ since }, at) => changes[at + 1]?.since !== since)
    .map(({ state, owner, team, since }) => ({ state, owner, team, since }));
}

const same = (one: Standing, other: Standing | undefined): boolean =>
  one.state === other?.state && one.owner === other.owner && one.team === other.team;

/** What does not fit between what the racers were told and what stands in the log. */
export function contradictions(
  asked: readonly Asked[],
  events: readonly PlainEvent[],
  lives: ReadonlyMap<string, Life>,
): readonly string[] {
  const written = asked.filter(({ told }) => Array.isArray(told.facts) && told.facts.length > 0);
  const places = written.map(({ told }) => placeOf(told.position));
  const twice = places.filter((place, at) => places.indexOf(place) !== at);
  const raced = events.filter(({ actor, type }) => actor.class === 'agent' && type.startsWith('Ticket')).map(({ position }) => position); // prettier-ignore
  return [
    ...twice.map((place) => `two were told that ${place} is theirs`),
    ...raced.filter((place) => !places.includes(place)).map((place) => `nobody was told of ${place}`),
    ...written.flatMap((one) => (isItsFact(one, events[placeOf(one.told.position) - 1]) ? [] : `${one.commandId} has another fact`)), // prettier-ignore
    ...asked.flatMap((one) => refusalFaults(one, lives.get(one.ticketId)?.stretches ?? [])),
  ];
}

const isItsFact = ({ told, agentId, ticketId }: Asked, event: PlainEvent | undefined): boolean =>
  event !== undefined &&
  event.clear['ticketId'] === ticketId &&
  event.actor.id === agentId &&
  Array.isArray(told.facts) &&
  told.facts.length === 1 &&
  told.facts[0] === event.type;

/** A refusal must name what was so while it was judged: after what was known when it was sent, before it was answered. */
function refusalFaults(one: Asked, stretches: readonly Stretch[]): readonly string[] {
  if (one.status === 200) return [];
  const { agentId, since, status } = (one.told.facts ?? {}) as Readonly<Record<string, string>>;
  const open = stretches.filter(({ until, since: from }) => until > one.knowing && from <= one.answeredAt);
  const holds = (stretch: Stretch): boolean => {
    if (one.told.code === 'TICKET.ALREADY_CLAIMED')
      return stretch.owner === agentId && stretch.ownedSince === since && agentId !== one.agentId;
    return one.told.code === 'TICKET.NOT_ACTIVE' && stretch.state === status && status === 'resolved';
  };
  return open.some(holds) ? [] : [`${one.commandId} was told ${one.status} ${JSON.stringify(one.told)}`];
}
