import { isWithin } from '#domain';
import type { Reach } from '#domain';
import type { QueuePlace } from './live.port.js';
import type { GatheredChange } from './recent-changes.js';

/** Which part of the queue somebody watches; `assignee: null`: tickets nobody has. */
export interface QueueFilter {
  readonly inbox?: string | undefined;
  readonly team?: string | undefined;
  readonly assignee?: string | null | undefined;
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
  const { inbox, team, assignee, reach } = filter;
  const stands = (place: QueuePlace) => standsIn(place, filter);
  return {
    name: JSON.stringify(['queue', inbox, team, assignee === null ? { nobody: true } : assignee, reach]),
    frames: ({ ticketId, row, is, stoodAt }) => {
      if (row === undefined) return '';
      if (is && stands(is)) return frame('ticket', row);
      return stoodAt.some(stands) ? frame('left', JSON.stringify({ ticketId })) : '';
    },
  };
}

/** One ticket: its card, and word that its timeline grew; when it went out of reach, only that. */
export const ticketInterest = (ticketId: string, reach?: Reach): Interest => ({
  name: JSON.stringify(['ticket', ticketId, reach]),
  ticketId,
  frames: (change) => {
    if (change.ticketId !== ticketId) return '';
    if (reach && change.is && !isWithin(reach, change.is)) return frame('left', JSON.stringify({ ticketId }));
    const grew = change.hasNewEntry ? frame('timeline', JSON.stringify({ ticketId })) : '';
    return (change.row === undefined ? '' : frame('ticket', change.row)) + grew;
  },
});

function standsIn({ inbox, teamId, assigneeId }: QueuePlace, filter: QueueFilter): boolean {
  return (
    (filter.reach === undefined || isWithin(filter.reach, { teamId, assigneeId })) &&
    (filter.inbox === undefined || filter.inbox === inbox) &&
    (filter.team === undefined || filter.team === teamId) &&
    (filter.assignee === undefined || filter.assignee === assigneeId)
  );
}
