type Saying<Value> = readonly [key: string, value: Value];

/**
 * What was said last about each of the most recent keys. Never changed, only continued: sayings gather in a short
 * list, and a full list becomes a run, so that adding copies a few references and forgetting drops a run. The last
 * `recentKeys` sayings are surely remembered, and never more than one run beyond. Plain data: it can be cloned and
 * serialised.
 */
export interface Recent<Value> {
  /** Full runs, oldest first. */
  readonly runs: readonly ReadonlyMap<string, Value>[];
  /** What was said since, oldest first. */
  readonly fresh: readonly Saying<Value>[];
}

/** How many sayings are surely remembered. */
export const recentKeys = 1000;
const runLength = 50;
const runsKept = recentKeys / runLength;

export const nothingRecent: Recent<never> = Object.freeze({ runs: [], fresh: [] });

/** With this said about the key; it is the most recent now. */
export function remembered<Value>({ runs, fresh }: Recent<Value>, key: string, value: Value): Recent<Value> {
  const said = [...fresh, [key, value] as const];
  if (said.length < runLength) return { runs, fresh: said };
  return { runs: [...runs.slice(1 - runsKept), new Map(said)], fresh: [] };
}

/** The same, but what still stands among the newer half stays where it is, so that the talkative push nobody out. */
export function refreshed<Value>(recent: Recent<Value>, key: string, value: Value): Recent<Value> {
  const newer = { ...recent, runs: recent.runs.slice(-Math.floor(runsKept / 2)) };
  return recalled(newer, key) === value ? recent : remembered(recent, key, value);
}

/** What was said last about the key, or `undefined` when it is not remembered. */
export function recalled<Value>({ runs, fresh }: Recent<Value>, key: string): Value | undefined {
  const said = fresh.findLast(([about]) => about === key);
  return said === undefined ? runs.findLast((run) => run.has(key))?.get(key) : said[1];
}
