import { AgentIsDeactivated, AgentNotFound, TeamIsDeactivated, TeamNotFound } from '#domain';

/** An agent of the desk. Names stand on pages: here is only what decides. */
export interface Agent {
  readonly active: boolean;
  readonly teamIds: readonly string[];
}
export interface Team {
  readonly active: boolean;
}

/**
 * Agents and teams, in memory: every request asks. A desk that never added an agent takes any id for one, and a desk that
 * never created a team any id for a team: whoever uses neither is not made to.
 */
export interface AgentDirectory {
  agent(agentId: string): Agent | undefined;
  team(teamId: string): Team | undefined;
  /** Whether an agent was ever added. */
  readonly knowsAgents: boolean;
  /** Whether a team was ever created: from then on agents work for their own teams only. */
  readonly knowsTeams: boolean;
}

/** Refuses an agent to whom nothing can be given: `AgentNotFound`, `AgentIsDeactivated`. */
export function mustTakeTickets(directory: AgentDirectory, agentId: string): void {
  if (!directory.knowsAgents) return;
  const agent = directory.agent(agentId);
  if (!agent) throw new AgentNotFound(agentId);
  if (!agent.active) throw new AgentIsDeactivated(agentId);
}

/** Refuses a team to which nothing can be handed: `TeamNotFound`, `TeamIsDeactivated`. */
export function mustTakeHandOvers(directory: AgentDirectory, teamId: string): void {
  if (directory.knowsTeams) mustBeJoinable(directory, teamId);
}

/** Refuses a team that nobody can join: `TeamNotFound`, `TeamIsDeactivated`. */
export function mustBeJoinable(directory: AgentDirectory, teamId: string): void {
  const team = directory.team(teamId);
  if (!team) throw new TeamNotFound(teamId);
  if (!team.active) throw new TeamIsDeactivated(teamId);
}
