import type { QuarantineRow } from '#projections';
import { cast, cursor, instant, listOf, object, ok, oneOf, position, text, write } from '../docs/index.js';
import type { Chapter } from '../docs/index.js';
import { QuarantineParams } from '../pages/index.js';

const refused = object<Omit<QuarantineRow, 'position'>>({
  inbox: text(cast.inbox),
  envelope: text(cast.envelope, 'Opaque token of the raw envelope.'),
  item: text('', 'Where in it; empty for all of it.'),
  parser: text('email@1'),
  lane: oneOf(['live', 'bulk']),
  reason: text('EMAIL.EMPTY', 'Stable code.'),
  detail: text('there is nothing in it', 'The parser’s words; empty once erased.'),
  quarantinedAt: instant(),
});

/** What could not be read. */
export const quarantineDocs: Chapter = {
  title: 'Quarantine',
  routes: {
    'GET /v1/quarantine': {
      summary: 'What could not be read, and why',
      query: QuarantineParams,
      answer: ok(object({ position, refused: listOf(refused), next: cursor }, { optional: ['next'] })),
    },
    'POST /v1/quarantine/:envelope/retry': write({
      summary: 'Read an envelope again, after a fix',
      answer: ok(object<{ envelope: string }>({ envelope: text(cast.envelope) })),
      refusals: {
        'POSITION.UNREADABLE': { path: { envelope: 'nowhere' } },
        'ENVELOPE.NOT_FOUND': { untried: 'The token is of an envelope that is no more.' },
      },
    }),
  },
};
