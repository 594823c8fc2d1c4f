import { setFlagsFromString } from 'node:v8';

/**
 * How V8 collects garbage in this process. It has many threads, each busy in its own way: collecting one thread's
 * leavings with helpers from the other cores takes the cores from threads that had work for them (measured: a seventh of
 * all processor time), and large young generations, one a thread, are what fills memory. To be called before any thread
 * begins.
 */
export function tuneEngine(): void {
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--max-semi-space-size=16');
}
