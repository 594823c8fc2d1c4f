import { roles } from '#desk-store';
import { cast, created, flag, instant, listOf, object, ok, oneOf, position, text, write } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import type { ShownKey } from './issue-key.js';
import { KeyBody } from './key.bodies.js';
import type { IssuedKey } from './key.commands.js';

const shown: { readonly [Field in keyof ShownKey]-?: Schema } = {
  id: text(cast.keyId),
  role: oneOf(roles),
  scope: text('', 'The agent it speaks for, or a connector’s inboxes, separated by a space; empty for all.'),
  label: text('the mail connector'),
  mayReadText: flag(true, 'An analyst’s: it opens what people wrote.'),
  createdAt: instant(),
  revokedAt: instant(),
  lastUsedAt: instant('Written down now and then.'),
};
const optional = ['mayReadText', 'revokedAt', 'lastUsedAt'] as const;
const issued = object<IssuedKey>(
  { ...shown, secret: text('sijil_N3c…', 'Stands only in the first answer: nobody can tell it again.') },
  { optional: [...optional, 'secret'] },
);
const { mayReadText: _, revokedAt: __, lastUsedAt: ___, ...fresh } = shown;
const example = {
  ...Object.fromEntries(
    Object.entries(fresh).map(([name, { examples, enum: words }]) => [name, (examples ?? words)?.[0]]),
  ),
  secret: 'sijil_N3c…',
};

/** Who may talk to the desk. */
export const keyDocs: Chapter = {
  title: 'Keys',
  routes: {
    'GET /v1/keys': {
      summary: 'Every key there is',
      answer: ok(object({ keys: listOf(object<ShownKey>(shown, { optional })), position })),
    },
    'POST /v1/keys': write({
      summary: 'Make a key',
      body: KeyBody,
      example: { body: { role: 'connector', label: 'the mail connector' } },
      answer: created(issued, example),
      refusals: {
        'AGENT.NOT_FOUND': { body: { role: 'agent', label: 'nobody’s', agentId: 'nobody' } },
        'AGENT.DEACTIVATED': {
          given: [
            { route: 'POST /v1/agents', body: { id: 'zain', name: 'zain' } },
            { route: 'POST /v1/agents/:agentId/deactivate', path: { agentId: 'zain' } },
          ],
          body: { role: 'agent', label: 'zain’s', agentId: 'zain' },
        },
      },
    }),
    'DELETE /v1/keys/:keyId': write({
      summary: 'Revoke a key',
      answer: ok(object<{ id: string }>({ id: text(cast.keyId) })),
      refusals: { 'KEY.NOT_FOUND': { path: { keyId: 'no-key' } } },
    }),
  },
};
