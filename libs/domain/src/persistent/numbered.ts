/**
 * A list that is never changed, only continued: `placed` answers a new list that shares all but a handful of small
 * arrays with the old one. Reading and writing cost a few steps at any length, so a file with 100,000 conversations
 * folds as fast as one with ten. Places count from 0. Plain data: it can be cloned and serialised.
 */
export interface Numbered<Item> {
  readonly size: number;
  /** Levels above the leaves. */
  readonly depth: number;
  readonly root: Branch<Item>;
}
type Branch<Item> = readonly (Item | Branch<Item>)[];

const bits = 5;
const width = 1 << bits;

export const emptyNumbered: Numbered<never> = Object.freeze({ size: 0, depth: 0, root: [] });

const slot = (place: number, level: number): number => (place >>> (level * bits)) & (width - 1);

/** The item at a place, or `undefined` where there is none. */
export function itemAt<Item>(list: Numbered<Item>, place: number): Item | undefined {
  if (!Number.isInteger(place) || place < 0 || place >= list.size) return undefined;
  let branch = list.root;
  for (let level = list.depth; level > 0; level--) branch = branch[slot(place, level)] as Branch<Item>;
  return branch[slot(place, 0)] as Item;
}

/** The list with `item` at `place`: an old place, or the next one. */
export function placed<Item>(list: Numbered<Item>, place: number, item: Item): Numbered<Item> {
  if (place < list.size) return { ...list, root: branchWith(list.root, list.depth, place, item) };
  const full = list.size === width ** (list.depth + 1);
  const depth = full ? list.depth + 1 : list.depth;
  const root = full ? [list.root] : list.root;
  return { size: list.size + 1, depth, root: branchWith(root, depth, list.size, item) };
}

function branchWith<Item>(branch: Branch<Item>, level: number, place: number, item: Item): Branch<Item> {
  const copy = branch.slice();
  const at = slot(place, level);
  copy[at] = level === 0 ? item : branchWith((branch[at] ?? []) as Branch<Item>, level - 1, place, item);
  return copy;
}

/** All items, in order. */
export function* itemsOf<Item>(list: Numbered<Item>): Generator<Item> {
  for (let place = 0; place < list.size; place++) yield itemAt(list, place) as Item;
}
