import { setTimeout as pause } from 'node:timers/promises';

const restMs = 1_000;

/** Work that goes on for as long as the desk does; what ends before, by a fault or by itself, is begun again. */
export class Background {
  private readonly stopping = new AbortController();
  private readonly works: Promise<void>[] = [];

  constructor(private readonly onFault: (where: string, fault: unknown) => void) {}

  run(where: string, work: (signal: AbortSignal) => Promise<void>): void {
    this.works.push(this.keepRunning(where, work));
  }

  /** Work that is done once; what fails is begun again. */
  runOnce(where: string, work: (signal: AbortSignal) => Promise<void>): void {
    this.works.push(this.keepRunning(where, work, true));
  }

  /** Asks all work to end and waits until it has. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.works);
  }

  private async keepRunning(where: string, work: (signal: AbortSignal) => Promise<void>, once = false): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await work(signal);
        if (once) return;
      } catch (fault) {
        this.onFault(where, fault);
      }
      await pause(restMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
