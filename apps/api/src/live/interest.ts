import { isWithin } from '#domain';
import type { Reach } from '#domain';
import type { QueuePlace } from './live.port.js';
import type { GatheredChange } from './recent-changes.js';

/** Which part of the queue somebody watches; `agent: null`: tickets nobody has. */
export interface QueueFilter {
  readonly inbox?: string | undefined;
  readonly team?: string | undefined;
  readonly agent?: string | null | undefined;
  /** Tickets whoever watches may see; all of them where it is left out. */
  readonly reach?: Reach | undefined;
}

/** What a client watches, and how it is told of a change; clients with the same name are told the same bytes. */
export interface Interest {
  readonly name: string;
  /** The ticket it is about, where it is about one. */
  readonly ticketId?: string;
  /** Frames of an event stream for a change, one after the other; empty where it is none of theirs. */
  frames(change: GatheredChange): string;
}

/** A frame of an event stream. */
export const frame = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n`;

/** A queue: rows of tickets that stand in it, and word of those that left it. */
export function queueInterest(filter: QueueFilter): Interest {
  const { inbox, team, agent, reach } = filter;
  const stands = (place: QueuePlace) => standsIn(place, filter);
  return {
    name: JSON.stringify(['queue', inbox, team, agent === null ? { nobody: true } : agent, reach]),
    frames: ({ ticketId, row, is, stoodAt }) => {
      if (row === undefined) return '';
      if (is && stands(is)) return frame('ticket', row);
      return stoodAt.some(stands) ? frame('left', JSON.stringify({ ticketId })) : '';
    },
  };
}

/** One ticket: its card, and word that its timeline grew. */
export const ticketInterest = (ticketId: string): Interest => ({
  name: JSON.stringify(['ticket', ticketId]),
  ticketId,
  frames: (change) => {
    if (change.ticketId !== ticketId) return '';
    const grew = change.hasNewEntry ? frame('timeline', JSON.stringify({ ticketId })) : '';
    return (change.row === undefined ? '' : frame('ticket', change.row)) + grew;
  },
});

function standsIn({ inbox, teamId, assigneeId }: QueuePlace, filter: QueueFilter): boolean {
  return (
    (filter.reach === undefined || isWithin(filter.reach, { teamId, assigneeId })) &&
    (filter.inbox === undefined || filter.inbox === inbox) &&
    (filter.team === undefined || filter.team === teamId) &&
    (filter.agent === undefined || filter.agent === assigneeId)
  );
}
