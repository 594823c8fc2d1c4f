import type { Dated } from '../event/index.js';
import { nothingRecent, remembered } from '../persistent/index.js';
import type { Recent } from '../persistent/index.js';
import type { TeamEvent } from './team.events.js';

/** A team as the rules need to know it: the fold of stream `team-<id>`. Who is in it stands with the agents. */
export interface TeamState {
  readonly status: 'unknown' | 'active' | 'deactivated';
  /** Keyed digest of its name. */
  readonly nameKey: string;
  /** Ids of commands carried out, at least the last 1,000. */
  readonly done: Recent<true>;
}

/** A team nobody ever created. */
export const emptyTeam = (): TeamState => ({ status: 'unknown', nameKey: '', done: nothingRecent });

/** The team after one more event of its stream. */
export function evolveTeam(before: TeamState, { type, clear }: Dated<TeamEvent>): TeamState {
  const team = { ...before, done: remembered(before.done, clear.cause, true as const) };
  switch (type) {
    case 'TeamCreated':
      return { ...team, status: 'active', nameKey: clear.nameKey };
    case 'TeamRenamed':
      return { ...team, nameKey: clear.nameKey };
    case 'TeamDeactivated':
      return { ...team, status: 'deactivated' };
    case 'TeamReactivated':
      return { ...team, status: 'active' };
  }
}
