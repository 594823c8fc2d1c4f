import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/** By how much a heap may grow, in percent of what lives in it, before all of it is collected. */
const calm = 20;
const busy = 100;
const farBehind = 200;
/** How often it looks, in milliseconds, and at how many looks on end the cores must be busy, or nothing in a hurry. */
const everyMs = 500;
const looksOnEnd = 4;
/** From how many cores at work on it they are busy: a thousand messages a second take one, fifty who read pages 1.4. */
const busyFrom = Math.min(1.2, 0.85 * availableParallelism());

const growHeapsBy = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** What it sees of this process at a look: how many cores were at work since the last, and whether messages pile up. */
export interface Look {
  readonly cores: number;
  readonly isFarBehind: boolean;
}

/**
 * By how much the heaps of this process may grow between two collections. Heaps that grow as if each thread had the
 * machine to itself fill it (measured: a third less while they are kept small). Heaps that stay small are collected often:
 * under a steady stream nobody notices, in a rush it is a third of all work (measured: 625 µs a mail, and 450). So while
 * the cores are busy they may double, and while messages pile up treble, at once: they may pile up with a core to spare, for
 * the intake also waits for what it wrote to be durable. When that is over heaps are kept small again.
 */
export class HeapGrowth {
  private percent = calm;
  private looksOtherwise = 0;

  /** @param grow Takes the percentage to grow by. @param busyFrom How many cores at work are many. */
  constructor(
    private readonly grow: (percent: number) => void,
    private readonly busyFrom: number,
  ) {
    grow(calm);
  }

  look({ cores, isFarBehind }: Look): void {
    const percent = isFarBehind ? farBehind : cores >= this.busyFrom ? busy : calm;
    this.looksOtherwise = percent === this.percent ? 0 : this.looksOtherwise + 1;
    if (this.looksOtherwise === 0 || (!isFarBehind && this.looksOtherwise < looksOnEnd)) return;
    this.percent = percent;
    this.looksOtherwise = 0;
    this.grow(percent);
  }
}

/** Sees to it until it is stopped. To be called before any thread begins: it is one figure for all of them. */
export function keepHeapsInProportion(isFarBehind: () => boolean): { stop(): Promise<void> } {
  const growth = new HeapGrowth(growHeapsBy, busyFrom);
  let [usage, at] = [process.cpuUsage(), performance.now()];
  const look = () => {
    const { user, system } = process.cpuUsage(usage);
    growth.look({ cores: (user + system) / 1000 / (performance.now() - at), isFarBehind: isFarBehind() });
    [usage, at] = [process.cpuUsage(), performance.now()];
  };
  const looking = setInterval(look, everyMs).unref();
  return { stop: async () => clearInterval(looking) };
}
