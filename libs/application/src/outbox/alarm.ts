import { setTimeout as pause } from 'node:timers/promises';

/** Waits for a time, or to be woken before it. Whoever is not waiting when it is woken does not wait the next time. */
export class Alarm {
  private bell = new AbortController();

  wake(): void {
    this.bell.abort();
  }

  /** Resolves after so many milliseconds, at the next `wake`, or when the signal aborts. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.bell.signal]);
    await pause(milliseconds, undefined, { signal: either }).catch(() => undefined);
    if (this.bell.signal.aborted) this.bell = new AbortController();
  }
}
