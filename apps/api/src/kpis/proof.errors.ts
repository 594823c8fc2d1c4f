/** A proof reads the whole log: there is one at a time. Try again when it has ended. */
export class ProofUnderWay extends Error {
  readonly code = 'KPI.PROOF_UNDER_WAY';
  constructor() {
    super('another proof is under way');
  }
}
