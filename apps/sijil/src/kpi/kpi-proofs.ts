import { ProofUnderWay } from '#apps/api';
import type { FiguresToProve, ProgressLine, ProofPort } from '#apps/api';
import type { AskedOfKpi } from '#kpi';
import { threadJob } from '../operations/thread-job.js';
import type { ProofTask } from './proof.worker.js';

const proofWorker = new URL('./proof.worker.js', import.meta.url);

/** Proofs of figures, one at a time, each on a thread of its own that ends with it. */
export class KpiProofs implements ProofPort {
  private isUnderWay = false;

  constructor(private readonly logUrl: string) {}

  prove({ question, knownAt }: AskedOfKpi, told: FiguresToProve, signal: AbortSignal): AsyncIterable<ProgressLine> {
    this.mustBeFree();
    const { figures, position } = told;
    const until = knownAt !== undefined && knownAt < position ? knownAt : position;
    return this.alone({ logUrl: this.logUrl, question, until, figures }, signal);
  }

  /** A story nobody listens to never begins, so the place is taken when it does. */
  private async *alone(task: ProofTask, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    this.mustBeFree();
    this.isUnderWay = true;
    try {
      yield* threadJob(proofWorker, task, signal);
    } finally {
      this.isUnderWay = false;
    }
  }

  private mustBeFree(): void {
    if (this.isUnderWay) throw new ProofUnderWay();
  }
}
