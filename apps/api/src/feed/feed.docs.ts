import { anything, cast, flag, instant, integer, object, oneOf, position, text } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import { FeedParams } from './feed.params.js';

const id = '0195508c-2e80-8c1f-9b7a-5f0e6d1c2b3a';
const record = object(
  {
    id: text(id, 'A repeat has the same.'),
    stream: text(`customer-${cast.customerId}`),
    version: integer(3),
    position,
    type: text('TicketOpened', 'docs/events.md lists them.'),
    schema: integer(1),
    clear: anything({ ticketId: cast.ticketId }, 'Facts that name nobody.'),
    parts: anything({}, 'Sealed parts: `opened` with its `content`, `sealed` (not for this key), or `erased`.'),
    occurredAt: instant('What the channel claims.'),
    receivedAt: instant('The door’s clock.'),
    recordedAt: instant('The log’s; never runs backwards, but for moments where EventStoreDB keeps it.'),
    actor: object({ class: oneOf(['customer', 'agent', 'bot', 'automation', 'system']), id: text(cast.customerId) }),
    correlationId: text(id),
    causationId: text(id),
  },
  { optional: ['parts'] },
);
const bookmark = object({ bookmark: position, atHead: flag(true, 'The log had no more at that moment.') });
const line: Schema = { oneOf: [record, bookmark] };

/** The log as other systems follow it. */
export const feedDocs: Chapter = {
  title: 'Following the log',
  routes: {
    'GET /v1/feed': {
      summary: 'Every event, in order, at least once',
      about:
        'NDJSON, or an event stream for those who accept `text/event-stream`. It ends with a bookmark: go on from there.',
      query: FeedParams,
      headers: { 'Last-Event-ID': 'Instead of `after`, as a browser’s event source sends it.' },
      example: { query: { limit: '5' } },
      answer: { status: 200, mediaType: 'application/x-ndjson', schema: line },
      refusals: { 'POSITION.UNREADABLE': { query: { after: 'nowhere' } } },
    },
  },
};
