import { cast, noTicket, object, position, text } from '../docs/index.js';
import type { Answer, Chapter, Schema } from '../docs/index.js';
import { toldQueuedTicketSchema, toldTicketSchema } from '../pages/page.schemas.js';
import { companySchema, presenceDocs } from '../presence/presence.docs.js';
import { LiveParams, LiveQueueParams } from './live.params.js';

const ticketId = object({ ticketId: text(cast.ticketId) });
const greeting = object({ position });
const onTicket = object({ ticketId: text(cast.ticketId), agents: companySchema });
const told = (...oneOf: readonly Schema[]): Answer => ({
  status: 200,
  mediaType: 'text/event-stream',
  schema: { oneOf },
});

const headers = { 'Last-Event-ID': 'Instead of `after`, as a browser’s event source sends it.' };
const elsewhere = { 'POSITION.UNREADABLE': { query: { after: 'nowhere' } } };

/** Pages as they change, and who looks at them. */
export const liveDocs: Chapter = {
  title: 'Live',
  routes: {
    'GET /v1/live/queue': {
      summary: 'The queue as it changes',
      about:
        '`ready`, then `ticket` (the row as it is now), `left` (it stands here no more), `reset` (read the page again).',
      query: LiveQueueParams,
      headers,
      answer: told(greeting, ticketId, toldQueuedTicketSchema),
      refusals: elsewhere,
    },
    'GET /v1/live/tickets/:ticketId': {
      summary: 'A ticket as it changes, and who looks at it',
      about: '`presence`, `ready`, then `ticket`, `timeline` (there is more to read), `presence`, `reset`.',
      query: LiveParams,
      headers,
      answer: told(onTicket, greeting, ticketId, toldTicketSchema, toldQueuedTicketSchema),
      refusals: { ...elsewhere, 'TICKET.NOT_FOUND': noTicket },
    },
    ...presenceDocs,
  },
};
