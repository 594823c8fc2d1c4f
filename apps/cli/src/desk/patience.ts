import { setTimeout as pause } from 'node:timers/promises';
import { DeskRefusal } from './desk.errors.js';

/** How often a call is tried that the desk puts off. */
const tries = 8;
/** The longest wait between two tries, in seconds, whatever the desk asks for. */
const longestWait = 10;

/** Repeats a call that the desk puts off ("too busy", "no space yet"), after the wait it asks for. */
export async function withPatience<Answer>(call: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      if (tried === tries || !(error instanceof DeskRefusal) || error.retryAfterSeconds === undefined) throw error;
      const wait = Math.min(error.retryAfterSeconds, longestWait) * 1000;
      await pause(wait, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}
