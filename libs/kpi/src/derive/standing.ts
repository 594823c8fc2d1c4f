import type { KpiTicket } from '../case-history/ticket.js';
import type { Exclusion, Standing } from '../facts/index.js';

/** What a fact takes from its ticket as it is now; all empty where there is none. */
export const ticketStanding = (
  ticket: KpiTicket | undefined,
): Pick<Standing, 'team' | 'agent' | 'priority' | 'tags'> =>
  ticket === undefined
    ? { team: '', agent: '', priority: '', tags: [] }
    : { team: ticket.team, agent: ticket.agent, priority: ticket.priority, tags: ticket.tags };

/** Spam stands in no figure; what came from a handle of many, or of nobody, in none about repeats. */
export function exclusionOf(ticket: KpiTicket | undefined, handleClass = 'personal'): Exclusion {
  if (ticket?.spam) return 'spam';
  return handleClass === 'personal' ? '' : 'shared-handle';
}

/** What a ticket is about, as one text: the topic it was given, else tags that say so, else all tags. Empty: nobody said. */
export function topicOf(ticket: KpiTicket | undefined): string {
  if (ticket === undefined) return '';
  const { tags, topic } = ticket;
  if (topic !== '') return JSON.stringify([topic]);
  const topics = tags.filter((tag) => tag.startsWith('topic:'));
  const told = topics.length > 0 ? topics : tags;
  return told.length === 0 ? '' : JSON.stringify([...told].sort());
}
