import { failpointNames } from './failpoint-names.js';
import type { FailpointName } from './failpoint-names.js';

/** Variable that arms a point: its name and at which hit the process dies, `route.after:3`. */
export const failpointVariable = 'FAILPOINT';

/** The variable names no point, or no hit. */
export class FailpointMalformed extends Error {
  readonly code = 'FAILPOINT.MALFORMED';
  constructor(readonly text: string) {
    super(`${failpointVariable}="${text}" is no "<point>:<hit>"; points are ${failpointNames.join(', ')}`);
  }
}

const armed = armedBy(process.env[failpointVariable]);
let hitsLeft = armed?.hit ?? 0;

/**
 * Marks a place where a test may kill the process as `kill -9` would. Does nothing, at the price of one comparison,
 * unless the process was started with `FAILPOINT=<name>:<hit>`; hits are counted in each thread by itself.
 */
export function failpoint(name: FailpointName): void {
  if (armed !== undefined && armed.name === name && --hitsLeft === 0) die();
}

/** Reads the variable; `undefined` where it is not set. Errors: `FailpointMalformed`. */
export function armedBy(text: string | undefined): { readonly name: FailpointName; readonly hit: number } | undefined {
  if (text === undefined || text === '') return undefined;
  const [, wanted, hit] = /^([a-z.-]+):([1-9]\d{0,8})$/.exec(text) ?? [];
  const name = failpointNames.find((known) => known === wanted);
  if (name === undefined || hit === undefined) throw new FailpointMalformed(text);
  return { name, hit: Number(hit) };
}

/** The signal is sent at once but lands a moment later: this thread does not go on meanwhile. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
