import { InvalidArgumentError } from 'commander';

const secondsIn = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
const form = /^(\d{1,9})([smhdw]?)$/;

/** Seconds of `90`, `90s`, `15m`, `24h`, `7d`, `2w`. */
export function durationArgument(text: string): number {
  const [, count, unit = ''] = form.exec(text.trim().toLowerCase()) ?? [];
  if (count === undefined) throw new InvalidArgumentError('A duration is a number and s, m, h, d or w: 24h, 7d.');
  return Number(count) * (unit === '' ? 1 : secondsIn[unit as keyof typeof secondsIn]);
}

/** The largest unit that divides it: `7 d`, `36 h`, `90 s`. */
export function durationText(seconds: number): string {
  const units = Object.entries(secondsIn).toReversed();
  const [unit, size] = units.find(([name, size]) => name !== 'w' && seconds >= size && seconds % size === 0) ?? [
    's',
    1,
  ];
  return `${seconds / size} ${unit}`;
}

/** A whole number within bounds, both included. */
export const numberArgument =
  (least: number, most: number) =>
  (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };

/** An option that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** An instant (ISO 8601, with an offset or Z) as the desk writes it. */
export function instantArgument(text: string): string {
  const milliseconds = /^\d{4}-\d\d-\d\dT.+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(milliseconds)) throw new InvalidArgumentError('An instant is ISO 8601: 2026-03-01T08:00:00Z.');
  return new Date(milliseconds).toISOString();
}
