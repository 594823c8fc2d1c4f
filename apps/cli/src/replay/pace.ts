import { InvalidArgumentError } from 'commander';

/** How much faster than life: 10 for ten times; infinite for as fast as it goes. */
export type Speed = number;

/** Reads `max`, `1x`, `10x`, `0.5x`. */
export function speedArgument(text: string): Speed {
  if (text === 'max') return Infinity;
  const [, times] = /^(\d{1,6}(?:\.\d{1,3})?)x$/.exec(text) ?? [];
  const speed = Number(times);
  if (!(speed > 0)) throw new InvalidArgumentError('A speed is max, or a number and x: 10x.');
  return speed;
}

/** Milliseconds to wait before an event of then, when `first` was told at `begunAt` and it is `now`. */
export function waitBefore(speed: Speed, { first, then, begunAt, now }: Readonly<Record<Moment, number>>): number {
  return Math.max(0, begunAt + (then - first) / speed - now);
}
type Moment = 'first' | 'then' | 'begunAt' | 'now';
