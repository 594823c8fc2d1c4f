import { standOnFoundation } from '../foundation/index.js';
import type { Foundation, Part, StartOptions } from '../foundation/index.js';
import type { DeskIdentity } from '../identity.js';
import { RoleDoor } from './role-door.js';
import { mustBeShared } from './shared-stores.js';

/** What a role has put up. */
export interface RoleAtWork {
  /** Whether it works, or stands by for another process. */
  readonly isWell: () => boolean;
}

/** A process that does one part of a desk's work. `stop`: finishes what is under way, lets go of what it holds. */
export interface RunningRole extends Part {
  /** Where it says how it is. */
  readonly url: string;
  readonly identity: DeskIdentity;
  /** A key for this run, where the role has doors that take one. */
  readonly adminKey?: string;
}

/**
 * Starts a role without doors: what `build` puts up, over stores that it shares with other processes of the desk, and
 * beside it `/health/live`, `/health/ready` and `/metrics`.
 * Errors: `StoresNotShared`, those of `standOnFoundation`.
 */
export async function startRole(
  role: string,
  options: StartOptions,
  build: (foundation: Foundation) => Promise<RoleAtWork>,
): Promise<RunningRole> {
  mustBeShared(role, options.settings);
  return standOnFoundation(options, async (foundation) => {
    const { identity, isStaying, begun } = foundation;
    const { isWell } = await build(foundation);
    const door = begun(
      await RoleDoor.open(role, foundation, () => isStaying() && isWell() && foundation.works.stopped.length === 0),
    );
    return { url: door.url, identity };
  });
}
