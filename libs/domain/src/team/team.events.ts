// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { eventKind, text } from '../event/index.js';
import type { FactOf } from '../event/index.js';

const about = { stream: 'team', origin: 'observed' } as const;
const cause = text('the command');
const named = { nameKey: text('keyed digest of its name: the same for the same'), cause };
const name = { name: 'its name' };

export const TeamCreated = eventKind({
  ...about,
  type: 'TeamCreated',
  meaning: 'Agents who do the same work have a name together.',
  clear: named,
  sealed: name,
});
export const TeamRenamed = eventKind({
  ...about,
  type: 'TeamRenamed',
  meaning: 'It goes by another name.',
  clear: named,
  sealed: name,
});
export const TeamDeactivated = eventKind({
  ...about,
  type: 'TeamDeactivated',
  meaning: 'Nothing is handed to it any more; what it has stays with it.',
  clear: { cause },
});
export const TeamReactivated = eventKind({
  ...about,
  type: 'TeamReactivated',
  meaning: 'It is at work again.',
  clear: { cause },
});

export const teamKinds = [TeamCreated, TeamRenamed, TeamDeactivated, TeamReactivated] as const;
export type TeamEvent = FactOf<(typeof teamKinds)[number]>;
