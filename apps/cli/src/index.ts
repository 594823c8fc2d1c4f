export { runCli } from './run-cli.js';
export { exitCodes } from './exit/index.js';
export type { ExitCode } from './exit/index.js';
export type { Surroundings } from './session/index.js';
export { countDay, planDay, runDemo } from './demo/index.js';
export type { DayCount, DayPlan, DemoJob, DemoResult } from './demo/index.js';
