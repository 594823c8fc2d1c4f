export { disagreements } from './proof.js';
export { recompute } from './recompute.js';
export type { Disagreement, Recompute } from './proof.js';
