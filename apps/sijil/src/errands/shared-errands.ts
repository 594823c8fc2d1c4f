import type { Errands } from '#desk-store';
import type { Stores } from '../stores/stores.js';

/** What processes of a desk ask each other by; a store that several share has it. */
export function sharedErrands({ desk }: Pick<Stores, 'desk'>): Errands {
  if (!desk.errands) throw new TypeError('this desk store is not shared');
  return desk.errands;
}
