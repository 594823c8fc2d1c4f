import type { Dated } from '../event/index.js';
import { nothingRecent, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { AgentEvent } from './agent.events.js';

/** Teams an agent may be in at a time: the queue is read for all of them at once. */
export const mostTeams = 50;

/** An agent as the rules need to know them: the fold of stream `agent-<id>`. Bounded. */
export interface AgentState {
  readonly status: 'unknown' | 'active' | 'deactivated';
  /** Keyed digest of name and address. */
  readonly profileKey: string;
  /** In the order they were joined. */
  readonly teamIds: readonly string[];
  /** Ids of commands carried out, at least the last 1,000. */
  readonly done: Recent<true>;
}

/** An agent nobody ever added. */
export const emptyAgent = (): AgentState => ({ status: 'unknown', profileKey: '', teamIds: [], done: nothingRecent });

/** The agent after one more event of their stream. */
export function evolveAgent(before: AgentState, { type, clear }: Dated<AgentEvent>): AgentState {
  const agent = { ...before, done: remembered(before.done, clear.cause, true as const) };
  switch (type) {
    case 'AgentAdded':
      return { ...agent, status: 'active', profileKey: clear.profileKey };
    case 'AgentRenamed':
      return { ...agent, profileKey: clear.profileKey };
    case 'AgentDeactivated':
      return { ...agent, status: 'deactivated' };
    case 'AgentReactivated':
      return { ...agent, status: 'active' };
    case 'AgentJoinedTeam':
      return { ...agent, teamIds: [...agent.teamIds, clear.teamId] };
    case 'AgentLeftTeam':
      return { ...agent, teamIds: agent.teamIds.filter((teamId) => teamId !== clear.teamId) };
  }
}
