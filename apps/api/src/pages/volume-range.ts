import { FieldsInvalid } from '../requests/index.js';
import type { VolumeParams } from './page.params.js';

const hour = 3_600_000;
/** Length of a period in milliseconds, at the least; `all` is bounded like months. */
const shortest = { hour, day: 23 * hour, week: 7 * 23 * hour, month: 28 * 23 * hour, all: 28 * 23 * hour } as const;
/** Periods one answer may hold: more than a year by the hour. */
const mostPeriods = 10_000;

/**
 * Refuses a question whose answer would be endless, or which ends before it begins.
 *
 * Errors: `FieldsInvalid`.
 */
export function mustBeAnswerable({ from, to, by }: Pick<VolumeParams, 'from' | 'to' | 'by'>): void {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) throw new FieldsInvalid([{ field: 'to', reason: 'to must be after from' }]);
  if (length <= mostPeriods * shortest[by]) return;
  throw new FieldsInvalid([{ field: 'to', reason: `one answer holds at most ${mostPeriods} periods` }]);
}
