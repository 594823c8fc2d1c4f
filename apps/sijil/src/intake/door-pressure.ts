import { performance } from 'node:perf_hooks';

/** How often it looks, in milliseconds: a rush is noticed before it has filled anything. */
const everyMs = 100;
/**
 * From which share of its time at work on the door has its hands full: where all cores are taken it spends the rest waiting
 * for one, or for what was written to be durable. A thousand messages a second take less than a third.
 */
const pressedFrom = 0.5;

/**
 * Whether the thread this lives on, the door's, has its hands full; other threads see it by shared memory, so that
 * asking costs them nothing and it no time.
 */
export class DoorPressure {
  readonly shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  private readonly flag = new Int32Array(this.shared);
  private last = performance.eventLoopUtilization();
  private readonly timer = setInterval(() => this.look(), everyMs).unref();

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.last);
    this.last = now;
    Atomics.store(this.flag, 0, Number(utilization >= pressedFrom));
  }
}

/** Asks from another thread. */
export function doorIsPressedBy(shared: SharedArrayBuffer): () => boolean {
  const flag = new Int32Array(shared);
  return () => Atomics.load(flag, 0) === 1;
}
