export { disagreements } from './proof.js';
export type { Disagreement, Recompute } from './proof.js';
