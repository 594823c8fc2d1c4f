import { setFlagsFromString } from 'node:v8';

/**
 * How V8 collects garbage in this process. It has many threads, each busy in its own way: helpers that collect one
 * thread's leavings take the cores from threads that had work for them (measured: a seventh of all processor time). To be
 * called before any thread begins.
 *
 * How large this thread's young generation grows only the command line can say: `npm start` and the first line of
 * `main.ts` do. From here on that is taken back, or it would overrule what the threads are given.
 */
export function tuneEngine(): void {
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--max-semi-space-size=0');
}
