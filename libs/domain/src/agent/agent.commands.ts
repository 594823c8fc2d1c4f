import type { CommandBasis } from '../event/index.js';

interface OnAgent extends CommandBasis {
  readonly agentId: string;
}

/** A person begins to answer. Refused with `AgentAlreadyAdded` when the id is taken by somebody of another name. */
export interface AddAgent extends OnAgent {
  readonly kind: 'AddAgent';
  /** Keyed digest of name and address. */
  readonly profileKey: string;
}
export interface RenameAgent extends OnAgent {
  readonly kind: 'RenameAgent';
  /** Keyed digest of name and address. */
  readonly profileKey: string;
}
export interface DeactivateAgent extends OnAgent {
  readonly kind: 'DeactivateAgent';
}
export interface ReactivateAgent extends OnAgent {
  readonly kind: 'ReactivateAgent';
}
/** Refused with `TooManyTeams` for an agent who is in as many as can be. */
export interface JoinTeam extends OnAgent {
  readonly kind: 'JoinTeam';
  readonly teamId: string;
}
export interface LeaveTeam extends OnAgent {
  readonly kind: 'LeaveTeam';
  readonly teamId: string;
}

/** Commands about one agent. All but the first may be refused with `AgentNotFound`. */
export type AgentCommand = AddAgent | RenameAgent | DeactivateAgent | ReactivateAgent | JoinTeam | LeaveTeam;
