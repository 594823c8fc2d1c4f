import { startProjectors, startRole } from '#apps/sijil/role';
import type { RunningRole, StartOptions } from '#apps/sijil/role';

/**
 * The projectors in a process of their own. Any number may be at work on the same pages: a commit moves their mark from
 * where its writer left it, so one of them gets ahead and the others read on from there.
 * Errors: those of `startRole`.
 */
export const startProjectorRole = (options: StartOptions): Promise<RunningRole> =>
  startRole('projector', options, async (foundation) => {
    const { pages, kpis } = startProjectors(foundation);
    return { isWell: () => pages.isWell && kpis.isWell };
  });
