export * from './agent.events.js';
export * from './agent.commands.js';
export * from './agent.refusals.js';
export { emptyAgent, evolveAgent, mostTeams } from './agent.js';
export type { AgentState } from './agent.js';
export { decideAgent } from './decide-agent.js';
