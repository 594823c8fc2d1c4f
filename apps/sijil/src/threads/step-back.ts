import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** How much later than others a thread gets its turn, where cores are scarce (nice). */
const niceness = 10;
/** The same for what nobody waits for: figures may be a moment behind the queue. */
export const lastOfAll = 19;

/**
 * Lets the threads of the door go first: whatever calls this keeps working, on what the machine has left. Where threads
 * have no priorities of their own (only Linux has), nothing changes.
 */
export function stepBack(by = niceness): void {
  try {
    const [, thread] = /task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    if (thread !== undefined) setPriority(Number(thread), by);
  } catch {
    // No such folder, or no right to it: then all threads are equal.
  }
}

/**
 * The same for the threads by which V8 helps all others: they mostly collect what the threads behind the door leave
 * (measured: a fifth of all processor time in a rush), and the door must not wait while they do.
 */
export function letHelpersStepBack(): void {
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim();
      if (name === helperName) setPriority(Number(thread), niceness);
    }
  } catch {
    // As above.
  }
}

/** As Node names them. */
const helperName = 'V8Worker';
