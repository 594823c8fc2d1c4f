import { attendProjector, kafkaSourceOf, startProjectors, startRole } from '#apps/sijil/role';
import type { RunningRole, StartOptions } from '#apps/sijil/role';

/**
 * The projectors in a process of their own. Any number may be at work on the same pages: a commit moves their mark from
 * where its writer left it, so one of them gets ahead and the others read on from there. From Kafka one of them reads, and
 * the others stand by.
 * Errors: those of `startRole`, `KafkaNotNamed`, `KafkaSignInIncomplete`.
 */
export const startProjectorRole = (options: StartOptions): Promise<RunningRole> =>
  startRole('projector', options, async (foundation) => {
    const { pages, kpis } = startProjectors(foundation, kafkaSourceOf(foundation));
    foundation.begun(attendProjector(foundation, pages));
    return { isWell: () => pages.isWell && kpis.isWell };
  });
