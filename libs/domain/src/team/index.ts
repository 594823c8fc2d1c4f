export * from './team.events.js';
export * from './team.commands.js';
export * from './team.refusals.js';
export { emptyTeam, evolveTeam } from './team.js';
export type { TeamState } from './team.js';
export { decideTeam } from './decide-team.js';
