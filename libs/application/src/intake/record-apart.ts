import { EventOutOfPlace } from '#domain';
import { AppendMalformed, LogDamaged } from '#event-log';
import { setAside } from './deciding/set-aside.js';
import type { IntakeKeys } from './keys.js';
import type { Refused } from './reading/arrival.js';
import type { Portion } from './reading/portions.js';

type Record = (portion: Portion) => Promise<readonly Refused[]>;

/**
 * Records a portion; where one of its items makes that impossible, halves it until that item stands alone, and sets it
 * aside: neither its neighbours nor those behind it wait. A fault that lies with a store is thrown: all of it is to be
 * tried again. Answers what was set aside.
 */
export async function recordApart(portion: Portion, keys: IntakeKeys, record: Record): Promise<readonly Refused[]> {
  try {
    return await record(portion);
  } catch (fault) {
    const { items, refused } = portion;
    const [item] = items;
    if (!item || !liesWithAnItem(fault)) throw fault;
    if (items.length === 1) return record({ items: [], refused: [...refused, setAside(item, fault, keys)] });
    const half = items.length >> 1;
    const first = await recordApart({ items: items.slice(0, half), refused }, keys, record);
    return [...first, ...(await recordApart({ items: items.slice(half), refused: [] }, keys, record))];
  }
}

/** Trying again heals none of these: facts no log can hold, a damaged file, an item our own code chokes on. */
const liesWithAnItem = (fault: unknown): boolean =>
  fault instanceof AppendMalformed ||
  fault instanceof LogDamaged ||
  fault instanceof EventOutOfPlace ||
  fault instanceof TypeError ||
  fault instanceof RangeError;
