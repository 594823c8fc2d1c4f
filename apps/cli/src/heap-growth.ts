import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/** By how much a heap may grow, in percent of what lives in it, before all of it is collected. */
const calm = 20;
const inRush = 100;
/** How often it looks, in milliseconds, and at how many looks on end a rush must be there, or gone. */
const everyMs = 500;
const looksOnEnd = 4;
/** From how many cores at work on it is a rush: a thousand messages a second take one. */
const rushFrom = Math.min(1.4, 0.85 * availableParallelism());

const growHeapsBy = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * By how much the heaps of this process may grow between two collections. Heaps that stay small are collected often: under
 * a steady stream nobody notices, in a rush it is a fifth of all work (measured, at the door as behind it). So while a rush
 * lasts they may double, and when it is over they are kept small again.
 */
export class HeapGrowth {
  private isRush = false;
  private looksOtherwise = 0;

  /** @param grow Takes the percentage to grow by. @param rushFrom How many cores at work are a rush. */
  constructor(
    private readonly grow: (percent: number) => void,
    private readonly rushFrom: number,
  ) {
    grow(calm);
  }

  /** Told how many cores were at work since it was told last. */
  look(cores: number): void {
    const isOtherwise = cores >= this.rushFrom !== this.isRush;
    this.looksOtherwise = isOtherwise ? this.looksOtherwise + 1 : 0;
    if (this.looksOtherwise < looksOnEnd) return;
    this.isRush = !this.isRush;
    this.looksOtherwise = 0;
    this.grow(this.isRush ? inRush : calm);
  }
}

/** Sees to it for as long as this process lives. To be called before any thread begins: it is one figure for all of them. */
export function keepHeapsInProportion(): void {
  const growth = new HeapGrowth(growHeapsBy, rushFrom);
  let [usage, at] = [process.cpuUsage(), performance.now()];
  const look = () => {
    const { user, system } = process.cpuUsage(usage);
    growth.look((user + system) / 1000 / (performance.now() - at));
    [usage, at] = [process.cpuUsage(), performance.now()];
  };
  setInterval(look, everyMs).unref();
}
