export { KpiController } from './kpi.controller.js';
export { KpiProofController } from './kpi-proof.controller.js';
export { ProofUnderWay } from './proof.errors.js';
export type { FiguresToProve, ProofPort, Proven } from './kpi-proofs.js';
