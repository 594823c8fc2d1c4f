/**
 * A list that is never changed, only continued: `placed` answers a new list that shares all but a handful of small
 * arrays with the old one. Reading and writing cost a few steps at any length, so a file with 100,000 conversations
 * folds as fast as one with ten. Places count from 0. Plain data: it can be cloned and serialised; items are JSON.
 */
export interface Numbered<Item> {
  readonly size: number;
  /** Levels above the leaves. */
  readonly depth: number;
  readonly root: Branch<Item>;
}
/** Items at the leaves. A leaf may be written down as one JSON text, and is read whenever it is asked for. */
type Branch<Item> = readonly (Item | Branch<Item>)[] | string;

const bits = 5;
const width = 1 << bits;

export const emptyNumbered: Numbered<never> = Object.freeze({ size: 0, depth: 0, root: [] });

const slot = (place: number, level: number): number => (place >>> (level * bits)) & (width - 1);

/** The item at a place, or `undefined` where there is none. */
export function itemAt<Item>(list: Numbered<Item>, place: number): Item | undefined {
  if (!Number.isInteger(place) || place < 0 || place >= list.size) return undefined;
  let branch = list.root;
  for (let level = list.depth; level > 0; level--) branch = branch[slot(place, level)] as Branch<Item>;
  return opened(branch)[slot(place, 0)] as Item;
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
  const copy = opened(branch).slice();
  const at = slot(place, level);
  copy[at] = level === 0 ? item : branchWith((branch[at] ?? []) as Branch<Item>, level - 1, place, item);
  return copy;
}

const opened = <Item>(branch: Branch<Item>): readonly (Item | Branch<Item>)[] =>
  typeof branch === 'string' ? (JSON.parse(branch) as readonly Item[]) : branch;

/**
 * The same list, its full leaves written down as texts: thousands of items are copied to a disk and back as a few hundred
 * strings. Only what was changed since the last time is written down again.
 */
export function compacted<Item>(list: Numbered<Item>): Numbered<Item> {
  const root = compactedBranch(list.root, list.depth);
  return root === list.root ? list : { ...list, root };
}

function compactedBranch<Item>(branch: Branch<Item>, level: number): Branch<Item> {
  if (typeof branch === 'string') return branch;
  if (level === 0) return branch.length < width ? branch : JSON.stringify(branch);
  const compact = branch.map((below) => compactedBranch(below as Branch<Item>, level - 1));
  return compact.every((below, at) => below === branch[at]) ? branch : compact;
}

/** All items, in order. */
export function* itemsOf<Item>({ root, depth }: Numbered<Item>): Generator<Item> {
  for (const leaf of leavesOf(root, depth)) yield* opened(leaf) as readonly Item[];
}

/** The last item that `isIt`, of those in which `text` stands: leaves without it are not read. */
export function lastItemWith<Item>(
  { root, depth }: Numbered<Item>,
  text: string,
  isIt: (item: Item) => boolean,
): Item | undefined {
  for (const leaf of [...leavesOf(root, depth)].reverse()) {
    if (typeof leaf === 'string' && !leaf.includes(text)) continue;
    const found = (opened(leaf) as readonly Item[]).findLast(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

function* leavesOf<Item>(branch: Branch<Item>, level: number): Generator<Branch<Item>> {
  if (level === 0) yield branch;
  else for (const below of branch as readonly Branch<Item>[]) yield* leavesOf(below, level - 1);
}
