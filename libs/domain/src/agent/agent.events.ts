// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { eventKind, text } from '../event/index.js';
import type { FactOf } from '../event/index.js';

const about = { stream: 'agent', origin: 'observed' } as const;
const cause = text('the command');
const named = { profileKey: text('keyed digest of name and address: the same for the same'), cause };
const profile = { profile: 'JSON: `name`, and `address`, empty for none' };

export const AgentAdded = eventKind({
  ...about,
  type: 'AgentAdded',
  meaning: 'A person began to answer for the desk.',
  clear: named,
  sealed: profile,
});
export const AgentRenamed = eventKind({
  ...about,
  type: 'AgentRenamed',
  meaning: 'The agent goes by another name, or has another address.',
  clear: named,
  sealed: profile,
});
export const AgentDeactivated = eventKind({
  ...about,
  type: 'AgentDeactivated',
  meaning: 'The agent’s keys open nothing any more, and nothing new is given to them; what they had stays theirs.',
  clear: { cause },
});
export const AgentReactivated = eventKind({
  ...about,
  type: 'AgentReactivated',
  meaning: 'The agent is back, in the teams they were in.',
  clear: { cause },
});
export const AgentJoinedTeam = eventKind({
  ...about,
  type: 'AgentJoinedTeam',
  meaning: 'The agent sees and works the tickets of a team.',
  clear: { teamId: text('the team'), cause },
});
export const AgentLeftTeam = eventKind({
  ...about,
  type: 'AgentLeftTeam',
  meaning: 'The agent no longer does; tickets they have stay theirs.',
  clear: { teamId: text('the team'), cause },
});

// prettier-ignore
export const agentKinds = [
  AgentAdded, AgentRenamed, AgentDeactivated, AgentReactivated, AgentJoinedTeam, AgentLeftTeam,
] as const;
export type AgentEvent = FactOf<(typeof agentKinds)[number]>;
