export * from './agents.tables.js';
export { agentsProjection } from './agents.projection.js';
export { teamsProjection } from './teams.projection.js';
