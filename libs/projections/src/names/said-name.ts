import type { Entry } from '../timeline/index.js';
import { nameLetters } from './name-letters.js';
import type { SaidName } from './said-names.table.js';

/** What whoever speaks in an entry is called, on their ticket's card as well; empty where nobody outside speaks. */
export const calledIn = ({ senderName, senderAddress }: Entry): string => senderName || senderAddress;

/** The name that is said in an entry; `undefined` where there is none to compare. */
export function saidName(entry: Entry): SaidName | undefined {
  const letters = nameLetters(calledIn(entry));
  return letters === undefined ? undefined : { letters, customerId: entry.customerId, position: entry.position };
}
