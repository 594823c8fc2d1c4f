import { IntakeThread, runIntakeErrands, sharedErrands, startRole } from '#apps/sijil/role';
import type { RunningRole, StartOptions } from '#apps/sijil/role';

/**
 * The intake in a process of its own: it parses what arrived and, as long as it holds that lease, is the desk's sequencer.
 * Another one stands by, and goes on when the lease has run out.
 * Errors: those of `startRole`.
 */
export const startIntakeRole = (options: StartOptions): Promise<RunningRole> =>
  startRole('intake', options, async ({ settings, stores, onFault, begun }) => {
    const intake = begun(new IntakeThread({ urls: settings, stores, onFault }));
    begun(runIntakeErrands(sharedErrands(stores), intake, onFault));
    return { isWell: () => intake.isWell };
  });
