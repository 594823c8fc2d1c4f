import { recalled } from '../persistent/index.js';
import type { CreateTeam, TeamCommand } from './team.commands.js';
import type { TeamEvent } from './team.events.js';
import { TeamAlreadyCreated, TeamNotFound } from './team.refusals.js';
import type { TeamState } from './team.js';

/** What follows from a command; empty when it is so already. Errors: `TeamNotFound`, `TeamAlreadyCreated`. */
export function decideTeam(team: TeamState, command: TeamCommand): TeamEvent[] {
  if (recalled(team.done, command.commandId) !== undefined) return [];
  if (command.kind === 'CreateTeam') return createTeam(team, command);
  if (team.status === 'unknown') throw new TeamNotFound(command.teamId);
  const cause = command.commandId;
  switch (command.kind) {
    case 'RenameTeam':
      return team.nameKey === command.nameKey
        ? []
        : [{ type: 'TeamRenamed', clear: { nameKey: command.nameKey, cause } }];
    case 'DeactivateTeam':
      return team.status === 'active' ? [{ type: 'TeamDeactivated', clear: { cause } }] : [];
    case 'ReactivateTeam':
      return team.status === 'deactivated' ? [{ type: 'TeamReactivated', clear: { cause } }] : [];
  }
}

/** Creating again what is there under this name changes nothing. */
function createTeam(team: TeamState, { teamId, nameKey, commandId }: CreateTeam): TeamEvent[] {
  if (team.status === 'unknown') return [{ type: 'TeamCreated', clear: { nameKey, cause: commandId } }];
  if (team.nameKey !== nameKey) throw new TeamAlreadyCreated(teamId);
  return [];
}
