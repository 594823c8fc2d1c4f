import type { CommandBasis } from '../event/index.js';

interface OnTeam extends CommandBasis {
  readonly teamId: string;
}

/** Refused with `TeamAlreadyCreated` when the id is taken by a team of another name. */
export interface CreateTeam extends OnTeam {
  readonly kind: 'CreateTeam';
  /** Keyed digest of its name. */
  readonly nameKey: string;
}
export interface RenameTeam extends OnTeam {
  readonly kind: 'RenameTeam';
  /** Keyed digest of its name. */
  readonly nameKey: string;
}
export interface DeactivateTeam extends OnTeam {
  readonly kind: 'DeactivateTeam';
}
export interface ReactivateTeam extends OnTeam {
  readonly kind: 'ReactivateTeam';
}

/** Commands about one team. All but the first may be refused with `TeamNotFound`. */
export type TeamCommand = CreateTeam | RenameTeam | DeactivateTeam | ReactivateTeam;
