/** Wakes those who wait for news. A ring between looking and waiting is not lost: rings are counted. */
export class Bell {
  #rings = 0;
  readonly #sleepers = new Set<() => void>();

  /** Rings so far: read it before looking, hand it to `rungSince` when there was nothing to see. */
  get rings(): number {
    return this.#rings;
  }

  /** Something may be new. */
  ring(): void {
    this.#rings += 1;
    for (const wake of this.#sleepers) wake();
  }

  /** Resolves once the bell has rung after `rings`, when `signal` aborts, or after `patience` milliseconds at the latest. */
  rungSince(rings: number, signal: AbortSignal, patience = Infinity): Promise<void> {
    if (signal.aborted || this.#rings > rings) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = patience === Infinity ? undefined : setTimeout(wake, patience);
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
