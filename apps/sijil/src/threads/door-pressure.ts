import { performance } from 'node:perf_hooks';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** How often it looks, in milliseconds: a rush is noticed before it has filled anything. */
const everyMs = 100;
/**
 * From which share of its time at work on the door has its hands full: where all cores are taken it spends the rest waiting
 * for one, or for what was written to be durable. A thousand messages a second take less than a third.
 */
const pressedFrom = 0.5;
/** Under which name threads that begin later find it. */
const name = 'sijil: door pressure';

/**
 * Whether the thread this lives on, the door's, has its hands full. The threads it begins from then on see that in shared
 * memory: asking costs them nothing, and the door no time.
 */
export class DoorPressure {
  private readonly flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private last = performance.eventLoopUtilization();
  private readonly timer = setInterval(() => this.look(), everyMs).unref();

  constructor() {
    setEnvironmentData(name, this.flag);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    Atomics.store(this.flag, 0, 0);
  }

  private look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.last);
    this.last = now;
    Atomics.store(this.flag, 0, Number(utilization >= pressedFrom));
  }
}

/** How a thread behind the door asks; never so where there is no door. */
export function doorIsPressed(): () => boolean {
  const flag = getEnvironmentData(name);
  return flag instanceof Int32Array ? () => Atomics.load(flag, 0) === 1 : () => false;
}
