import type { AskedOfKpi, Disagreement, KpiFigure } from '#kpi';
import type { ProgressLine } from '../operations/operations.port.js';

/** Figures as they were answered, and the position they are valid at. */
export interface FiguresToProve {
  readonly figures: readonly KpiFigure[];
  readonly position: bigint;
}

/** What came of a proof: of how many raw events, and where they say something else. Nothing there: nowhere. */
export interface Proven {
  readonly events: bigint;
  readonly disagreements: readonly Disagreement[];
}

/** Works figures out anew from raw events, apart from all that answers questions. */
export interface ProofPort {
  /**
   * One proof: how far it is, then `Proven`. It stops after the step at hand when the signal says so; it is over only when
   * its work is. Errors: `ProofUnderWay`, at once, where another has not ended; those of the log, in its course.
   */
  prove(asked: AskedOfKpi, told: FiguresToProve, signal: AbortSignal): AsyncIterable<ProgressLine>;
}
