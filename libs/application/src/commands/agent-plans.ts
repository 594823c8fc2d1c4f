import type { AgentDirectory } from '../agents/agent-directory.js';
import { mustBeJoinable } from '../agents/agent-directory.js';
import type { IntakeKeys } from '../intake/keys.js';
import type { Plain } from '../recording/drafts.js';
import { agentStream, teamStream } from '../streams.js';
import type { DeskCommandOf } from './desk-command.js';
import { agentPlan, teamPlan } from './plan.js';
import type { Asking, Plan } from './plan.js';

/** What can be asked of agents and of teams. */
export type AgentsCommand = DeskCommandOf<
  'AddAgent' | 'RenameAgent' | 'DeactivateAgent' | 'ReactivateAgent' | 'JoinTeam' | 'LeaveTeam'
>;
export type TeamsCommand = DeskCommandOf<'CreateTeam' | 'RenameTeam' | 'DeactivateTeam' | 'ReactivateTeam'>;

/** A command about an agent. What names them is sealed; the rules know it by a digest. Errors: `TeamNotFound`, `TeamIsDeactivated`. */
export function planForAgent(
  command: AgentsCommand,
  asking: Asking,
  { keys, agents }: { readonly keys: IntakeKeys; readonly agents: AgentDirectory },
): Plan {
  switch (command.kind) {
    case 'AddAgent':
    case 'RenameAgent': {
      const { kind, agentId, name, address } = command;
      const profileKey = keys.named(agentStream(agentId), name, address);
      return agentPlan({ ...asking, kind, agentId, profileKey }, sealedAs('profile', { name, address }));
    }
    case 'JoinTeam':
      mustBeJoinable(agents, command.teamId);
      return agentPlan({ ...asking, kind: 'JoinTeam', agentId: command.agentId, teamId: command.teamId });
    case 'LeaveTeam':
      return agentPlan({ ...asking, kind: 'LeaveTeam', agentId: command.agentId, teamId: command.teamId });
    case 'DeactivateAgent':
    case 'ReactivateAgent':
      return agentPlan({ ...command, ...asking });
  }
}

/** A command about a team; its name is sealed likewise. */
export function planForTeam(command: TeamsCommand, asking: Asking, keys: IntakeKeys): Plan {
  switch (command.kind) {
    case 'CreateTeam':
    case 'RenameTeam': {
      const { kind, teamId, name } = command;
      const nameKey = keys.named(teamStream(teamId), name);
      return teamPlan({ ...asking, kind, teamId, nameKey }, sealedAs('name', { name }));
    }
    case 'DeactivateTeam':
    case 'ReactivateTeam':
      return teamPlan({ ...command, ...asking });
  }
}

const sealedAs = (name: string, part: object): readonly Plain[] => [{ name, plaintext: JSON.stringify(part) }];
