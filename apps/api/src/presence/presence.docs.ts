import { cast, flag, instant, listOf, object, ok, oneOf, text } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import { PresenceBody } from './presence.body.js';
import { presenceStates } from './presence.port.js';
import type { Present } from './presence.port.js';

/** Agents who have a ticket before them. */
export const companySchema: Schema = listOf(
  object<Present>({ agentId: text('lina'), state: oneOf(presenceStates), since: instant() }),
);

/** Who looks at which ticket. */
export const presenceDocs: Chapter['routes'] = {
  'PUT /v1/presence': {
    summary: 'Say that you look at a ticket, or type',
    about:
      'To be said again within 30 seconds. No write: it needs no `Idempotency-Key`, and is kept no longer than that.',
    body: PresenceBody,
    example: { body: { ticketId: cast.ticketId, state: 'viewing' } },
    answer: ok(object({ others: companySchema, collision: flag(false, 'Another agent is typing just now.') })),
  },
};
