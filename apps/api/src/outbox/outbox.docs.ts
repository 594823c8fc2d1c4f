import { instant, integer, object, ok, position } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import type { OutboxStatus } from './outbox.port.js';

const counts: { readonly [Field in keyof OutboxStatus]-?: Schema } = {
  heldSince: instant('Since when nothing leaves, after a restore.'),
  waiting: integer(0, 'Replies that have not left.'),
  sending: integer(0, 'Of those, with a try under way.'),
  putOff: integer(0, 'Of those, whose last try came to nothing.'),
  oldestTakenAt: instant('When the oldest of them was taken up.'),
};
const optional = ['heldSince', 'oldestTakenAt'] as const;
const released = object<OutboxStatus>(counts, { optional });
const status = object<OutboxStatus & { readonly position: bigint }>({ ...counts, position }, { optional });

/** Replies on their way out. */
export const outboxDocs: Chapter = {
  title: 'Outbox',
  routes: {
    'GET /v1/outbox': { summary: 'How many replies wait to leave, and whether any may', answer: ok(status) },
    'POST /v1/outbox/release': {
      summary: 'Let replies leave again',
      about: 'After a restore was accepted nothing leaves until somebody asks for it. Done twice it changes nothing.',
      answer: ok(released),
    },
  },
};
