import { setTimeout as pause } from 'node:timers/promises';

/** Wakes whoever waits for something to happen. */
export class Bell {
  #next = Promise.withResolvers<void>();

  ring(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  /** Resolves when it rings, or after so many milliseconds. */
  async heard(withinMs: number): Promise<void> {
    const over = new AbortController();
    const waited = pause(withinMs, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([this.#next.promise, waited]);
    over.abort();
  }
}
