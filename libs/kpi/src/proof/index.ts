export { disagreements } from './proof.js';
export { proveFromLog } from './prove-log.js';
export { recompute } from './recompute.js';
export type { Disagreement, ProofJob } from './proof.js';
