import { setTimeout as pause } from 'node:timers/promises';
import { mayPass, wroteNothing } from './postgres-faults.js';

const firstPauseMs = 20;
const longestPauseMs = 1_000;

/**
 * Does what may safely be done twice (reading, or writing what is recognised when it comes again), and does it again
 * while the server is away or restarting: for `patienceMs`, or until `isOver`. Gives up with the last fault, or with the
 * one that left it open whether something was written.
 */
export async function persevere<Result>(
  work: () => Promise<Result>,
  patienceMs: number,
  isOver: () => boolean,
): Promise<Result> {
  const givesUpAt = performance.now() + patienceMs;
  let uncertain: unknown;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (fault) {
      if (!wroteNothing(fault)) uncertain ??= fault;
      if (!mayPass(fault) || isOver() || performance.now() + pauseMs > givesUpAt) throw uncertain ?? fault;
      await pause(pauseMs);
    }
  }
}
