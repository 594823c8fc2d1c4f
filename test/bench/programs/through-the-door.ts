import type { HttpLoad, HttpLoadDone } from '../load/http-load.process.js';
import { withProgram } from './child-program.js';
import type { ServingDesk } from './serving-desk.js';

const load = new URL('../load/http-load.process.js', import.meta.url);
const withinSeconds = 900;

/** How fast envelopes went through a desk. */
export interface Passage {
  readonly envelopes: number;
  /** From the first request to the last answer. */
  readonly acknowledgedPerSecond: number;
  /** From the first request until the pages show the last. */
  readonly toPagesPerSecond: number;
  /** What intake and pages still needed after the last answer. */
  readonly settledAfterSeconds: number;
}

/**
 * Pushes a quarter as much first, and waits until the pages show it: what is measured is a desk at work, whose code is
 * compiled. Answers what is left to be pushed.
 */
export async function warmUp(desk: ServingDesk, task: HttpLoad): Promise<HttpLoad> {
  const { warm, rest } = warmingUp(task);
  await passThrough(desk, warm);
  return rest;
}

/** What every program is given to warm up, and what it is measured by then. */
export function warmingUp(task: HttpLoad): { readonly warm: HttpLoad; readonly rest: HttpLoad } {
  const requests = Math.ceil(task.requests / 4);
  return { warm: { ...task, requests }, rest: { ...task, from: requests } };
}

/** Pushes envelopes through the door, and waits until the pages show them: postponed work is no speed. */
export const passThrough = (desk: ServingDesk, task: HttpLoad): Promise<Passage> =>
  withProgram(
    load,
    task,
    async ({ envelopes, milliseconds }: HttpLoadDone) => {
      const acknowledged = performance.now();
      await desk.settled();
      const settledAfterSeconds = (performance.now() - acknowledged) / 1000;
      return {
        envelopes,
        acknowledgedPerSecond: envelopes / (milliseconds / 1000),
        toPagesPerSecond: envelopes / (milliseconds / 1000 + settledAfterSeconds),
        settledAfterSeconds,
      };
    },
    { withinSeconds },
  );
