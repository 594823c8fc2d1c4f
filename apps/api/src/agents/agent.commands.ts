import { deskWrite } from '../desk/index.js';

export class AddAgent extends deskWrite('AddAgent') {}
export class RenameAgent extends deskWrite('RenameAgent') {}
export class DeactivateAgent extends deskWrite('DeactivateAgent') {}
export class ReactivateAgent extends deskWrite('ReactivateAgent') {}

/** What can be asked of an agent. */
export const agentCommands = [AddAgent, RenameAgent, DeactivateAgent, ReactivateAgent] as const;
