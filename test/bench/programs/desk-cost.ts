import type { Measured, ThreadCost } from '../figure.js';
import type { ProcessTimes } from './process-times.js';
import type { ServingDesk } from './serving-desk.js';

/** What a run came to, and how many messages went through it. */
export interface Work extends Measured {
  readonly messages: number;
}

/**
 * Does some work with a desk, and adds what it cost: processor time a message, in all and by thread, and the most memory
 * the desk held. Where the system does not tell, nothing is added.
 */
export async function withCost(desk: ServingDesk, work: () => Promise<Work>): Promise<Measured> {
  const before = await desk.times();
  const { messages, also, ...measured } = await work();
  const after = await desk.times();
  const peak = await desk.peakMegabytes();
  const cost = before && after && costOf(before, after, messages);
  return {
    ...measured,
    also: { ...also, ...(cost && { 'cpu µs each': cost.microseconds }), ...(peak && { 'peak MB': peak }) },
    ...(cost && { threads: cost.threads }),
  };
}

/** Microseconds a message between two looks at a process; threads that took nothing are left out. */
export function costOf(
  before: ProcessTimes,
  after: ProcessTimes,
  messages: number,
): { readonly microseconds: number; readonly threads: readonly ThreadCost[] } {
  const earlier = new Map(before.threads.map(({ tid, microseconds }) => [tid, microseconds]));
  const threads = after.threads
    .map(({ tid, name, microseconds }) => ({
      tid,
      name,
      microseconds: (microseconds - (earlier.get(tid) ?? 0)) / messages,
    }))
    .filter(({ microseconds }) => microseconds > 0)
    .sort((one, other) => other.microseconds - one.microseconds);
  return { microseconds: (after.microseconds - before.microseconds) / messages, threads };
}
