import type { CallLoad, CallLoadDone } from '../load/call-load.process.js';
import { runProgram } from './child-program.js';

const load = new URL('../load/call-load.process.js', import.meta.url);

/** Makes these calls from a process of their own. */
export const callAll = (task: CallLoad, stepsBack = false): Promise<CallLoadDone> =>
  runProgram(load, task, { withinSeconds: 900, stepsBack });
