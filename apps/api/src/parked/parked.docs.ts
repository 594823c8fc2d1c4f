import type { ParkedStream } from '#queries';
import { cursor, facts, instant, integer, listOf, object, ok, orNull, position, text, write } from '../docs/index.js';
import type { Chapter } from '../docs/index.js';
import { FreshnessParams, PageParams } from '../pages/index.js';
import { DropBody } from './parked.bodies.js';

const name = 'customer-4k7r1d8v2b6x9n3w5c0h';
const stream = object<ParkedStream>({
  stream: text(name),
  version: integer(1, 'The first event that cannot be copied, by its place in the stream.'),
  eventId: text('019cb14e-2d80-8a5f-9c3e-7b1d5f2a4c60'),
  type: text('NoteAdded'),
  position,
  recordedAt: instant(),
  reason: text('SyntaxError', 'Stable code, or class of the fault: never what anybody wrote.'),
  place: text('partOf', 'Where in the code.'),
  events: integer(3, 'How many events lie parked, that one among them.'),
  retriedAt: orNull(instant('When it was tried again last.'), null),
});
const one = { path: { stream: name } };
const notFound = { 'PARKED.NOT_FOUND': { path: { stream: 'customer-nobody' } } };

/** Events that cannot be copied into the pages. */
export const parkedDocs: Chapter = {
  title: 'Parked events',
  routes: {
    'GET /v1/parked': {
      summary: 'Streams that stand still, and why',
      about:
        'An event that cannot be copied stands on no page, nor does what its stream says after it. All others go on.',
      query: PageParams,
      answer: ok(object({ position, parked: listOf(stream), next: cursor }, { optional: ['next'] })),
    },
    'GET /v1/parked/:stream': {
      summary: 'One of them',
      query: FreshnessParams,
      example: one,
      answer: ok(object({ position, stream })),
      refusals: notFound,
    },
    'POST /v1/parked/:stream/retry': write({
      summary: 'Copy them again, in order, after a fix',
      about: 'At the position answered, pages show what came of it; what fails again stays parked.',
      example: one,
      answer: facts(['ParkedEventsRetried']),
      refusals: notFound,
    }),
    'POST /v1/parked/:stream/drop': write({
      summary: 'Do without the first of them, and copy the rest',
      about:
        'The log keeps it, and who decided so. Pages that are copied anew leave it out as well, unless they can be made of it by then.',
      body: DropBody,
      example: { ...one, body: { version: 1 } },
      answer: facts(['ParkedEventDropped']),
      refusals: {
        'PARKED.NOT_FOUND': { path: { stream: 'customer-nobody' }, body: { version: 1 } },
        'PARKED.ANOTHER_EVENT': { ...one, body: { version: 99 } },
      },
    }),
  },
};
