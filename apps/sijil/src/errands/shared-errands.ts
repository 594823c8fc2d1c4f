import type { Errands, NewsRoom, PresenceRoom } from '#desk-store';
import type { Stores } from '../stores/stores.js';

/** What processes of a desk ask each other by; a store that several share has it. */
export function sharedErrands({ desk }: Pick<Stores, 'desk'>): Errands {
  if (!desk.errands) throw new TypeError('this desk store is not shared');
  return desk.errands;
}

/** Where they tell each other what they commit to the pages. */
export function sharedNews({ desk }: Pick<Stores, 'desk'>): NewsRoom {
  if (!desk.news) throw new TypeError('this desk store is not shared');
  return desk.news;
}

/** Where they tell each other who looks at which ticket. */
export function sharedPresence({ desk }: Pick<Stores, 'desk'>): PresenceRoom {
  if (!desk.presence) throw new TypeError('this desk store is not shared');
  return desk.presence;
}
