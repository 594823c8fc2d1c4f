import { setTimeout as pause } from 'node:timers/promises';
import type { ServingDesk } from './serving-desk.js';

const sampleEveryMs = 500;

/** Looks at the resident memory of a desk until `run` ends; answers `growthOf` what it saw. */
export async function growthDuring(run: Promise<unknown>, desk: ServingDesk): Promise<number | undefined> {
  const samples: number[] = [];
  let isOver = false;
  const over = () => void (isOver = true);
  const ended = run.then(over, over);
  while (!isOver) {
    const megabytes = await desk.residentMegabytes();
    if (megabytes === undefined) return undefined;
    samples.push(megabytes);
    await Promise.race([ended, pause(sampleEveryMs)]);
  }
  return growthOf(samples);
}

/**
 * By how much the mean of the last quarter lies above that of the quarter before: growth over the second half, when
 * caches are warm. Zero is flat. 0 for less than four samples.
 */
export function growthOf(samples: readonly number[]): number {
  const quarter = Math.floor(samples.length / 4);
  if (quarter === 0) return 0;
  return mean(samples.slice(-quarter)) - mean(samples.slice(-2 * quarter, -quarter));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
