import { recalled } from '../persistent/index.js';
import type { AddAgent, AgentCommand, JoinTeam, LeaveTeam, RenameAgent } from './agent.commands.js';
import type { AgentEvent } from './agent.events.js';
import { AgentAlreadyAdded, AgentNotFound, TooManyTeams } from './agent.refusals.js';
import { mostTeams } from './agent.js';
import type { AgentState } from './agent.js';

/** What follows from a command; empty when it is so already. Errors: `AgentNotFound`, `AgentAlreadyAdded`, `TooManyTeams`. */
export function decideAgent(agent: AgentState, command: AgentCommand): AgentEvent[] {
  if (recalled(agent.done, command.commandId) !== undefined) return [];
  if (command.kind === 'AddAgent') return addAgent(agent, command);
  if (agent.status === 'unknown') throw new AgentNotFound(command.agentId);
  const cause = command.commandId;
  switch (command.kind) {
    case 'RenameAgent':
      return renameAgent(agent, command);
    case 'DeactivateAgent':
      return agent.status === 'active' ? [{ type: 'AgentDeactivated', clear: { cause } }] : [];
    case 'ReactivateAgent':
      return agent.status === 'deactivated' ? [{ type: 'AgentReactivated', clear: { cause } }] : [];
    case 'JoinTeam':
      return joinTeam(agent, command);
    case 'LeaveTeam':
      return leaveTeam(agent, command);
  }
}

/** Adding again who is there under this name changes nothing, also while they are deactivated. */
function addAgent(agent: AgentState, { agentId, profileKey, commandId }: AddAgent): AgentEvent[] {
  if (agent.status === 'unknown') return [{ type: 'AgentAdded', clear: { profileKey, cause: commandId } }];
  if (agent.profileKey !== profileKey) throw new AgentAlreadyAdded(agentId);
  return [];
}

const renameAgent = (agent: AgentState, { profileKey, commandId }: RenameAgent): AgentEvent[] =>
  agent.profileKey === profileKey ? [] : [{ type: 'AgentRenamed', clear: { profileKey, cause: commandId } }];

function joinTeam({ teamIds }: AgentState, { agentId, teamId, commandId }: JoinTeam): AgentEvent[] {
  if (teamIds.includes(teamId)) return [];
  if (teamIds.length >= mostTeams) throw new TooManyTeams(agentId, mostTeams);
  return [{ type: 'AgentJoinedTeam', clear: { teamId, cause: commandId } }];
}

const leaveTeam = ({ teamIds }: AgentState, { teamId, commandId }: LeaveTeam): AgentEvent[] =>
  teamIds.includes(teamId) ? [{ type: 'AgentLeftTeam', clear: { teamId, cause: commandId } }] : [];
