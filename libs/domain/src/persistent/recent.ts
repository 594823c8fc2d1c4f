/**
 * What was said last about each of the most recent keys. Never changed, only continued; kept in small runs of keys,
 * oldest first, so that adding one copies a run and forgetting drops one. It remembers at least the last
 * `recentKeys` keys and never more than one run beyond. Plain data: it can be cloned and serialised.
 */
export type Recent<Value> = readonly ReadonlyMap<string, Value>[];

/** How many keys are surely remembered. */
export const recentKeys = 1000;
const runLength = 50;
const runs = recentKeys / runLength + 1;

export const nothingRecent: Recent<never> = Object.freeze([]);

/** With this said about the key; it is the most recent now. */
export function remembered<Value>(recent: Recent<Value>, key: string, value: Value): Recent<Value> {
  const last = recent.at(-1);
  if (last === undefined || last.size >= runLength) return [...recent.slice(1 - runs), new Map([[key, value]])];
  return [...recent.slice(0, -1), new Map(last).set(key, value)];
}

/** The same, but what still stands among the newer half stays where it is, so that the talkative push nobody out. */
export function refreshed<Value>(recent: Recent<Value>, key: string, value: Value): Recent<Value> {
  const newer = recent.slice(-Math.floor(runs / 2));
  return recalled(newer, key) === value ? recent : remembered(recent, key, value);
}

/** What was said last about the key, or `undefined` when it is not remembered. */
export function recalled<Value>(recent: Recent<Value>, key: string): Value | undefined {
  return recent.findLast((run) => run.has(key))?.get(key);
}
