import { deskWrite } from '../desk/index.js';

export class CreateTeam extends deskWrite('CreateTeam') {}
export class RenameTeam extends deskWrite('RenameTeam') {}
export class DeactivateTeam extends deskWrite('DeactivateTeam') {}
export class ReactivateTeam extends deskWrite('ReactivateTeam') {}
export class JoinTeam extends deskWrite('JoinTeam') {}
export class LeaveTeam extends deskWrite('LeaveTeam') {}

/** What can be asked of a team, and who is in it. */
export const teamCommands = [CreateTeam, RenameTeam, DeactivateTeam, ReactivateTeam, JoinTeam, LeaveTeam] as const;
