type Saying<Value> = readonly [key: string, value: Value];

/**
 * What was said last about each of the most recent keys. Never changed, only continued: sayings gather in a short
 * list, and a full list becomes a run, so that adding copies a few references and forgetting drops a run. The last
 * `recentKeys` sayings are surely remembered, and never more than one run beyond. Plain data: it can be cloned and
 * serialised.
 */
export interface Recent<Value> {
  /** Full runs, oldest first. */
  readonly runs: readonly Run<Value>[];
  /** What was said since, oldest first. */
  readonly fresh: readonly Saying<Value>[];
}

/** A desk remembers thousands of these at once: one text takes a third of the memory of fifty keys in a map. */
interface Run<Value> {
  /** The keys as lines, the first and the last line empty. */
  readonly lines: string;
  /** What was said about each, in their order; only one where all are the same. */
  readonly values: readonly Value[];
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
  return { runs: [...runs.slice(1 - runsKept), runOf(said)], fresh: [] };
}

/** The same, but what still stands among the newer half stays where it is, so that the talkative push nobody out. */
export function refreshed<Value>(recent: Recent<Value>, key: string, value: Value): Recent<Value> {
  const newer = { ...recent, runs: recent.runs.slice(-Math.floor(runsKept / 2)) };
  return recalled(newer, key) === value ? recent : remembered(recent, key, value);
}

/** What was said last about the key, or `undefined` when it is not remembered. */
export function recalled<Value>({ runs, fresh }: Recent<Value>, key: string): Value | undefined {
  const said = fresh.findLast(([about]) => about === key);
  if (said !== undefined || runs.length === 0) return said?.[1];
  const line = lineOf(key);
  const run = runs.findLast(({ lines }) => lines.includes(line));
  return run && valueAt(run, line);
}

/** The value among the fresh ones that `isIt`, to be said again: equal values that are one object take one place. */
export const saidBefore = <Value>({ fresh }: Recent<Value>, isIt: (value: Value) => boolean): Value | undefined =>
  fresh.findLast(([, value]) => isIt(value))?.[1];

function runOf<Value>(said: readonly Saying<Value>[]): Run<Value> {
  const values = said.map(([, value]) => value);
  const lines = `\n${said.map(([key]) => escaped(key)).join('\n')}\n`;
  return { lines, values: values.every((value) => value === values[0]) ? values.slice(0, 1) : values };
}

/** Of a key said twice the last saying counts. */
function valueAt<Value>({ lines, values }: Run<Value>, line: string): Value | undefined {
  if (values.length === 1) return values[0];
  return values[lines.slice(0, lines.lastIndexOf(line)).split('\n').length - 1];
}

const lineOf = (key: string): string => `\n${escaped(key)}\n`;

/** Keys have no line breaks as a rule; one that has some must not look like two. */
const escaped = (key: string): string =>
  /[\n\\]/.test(key) ? key.replaceAll('\\', '\\\\').replaceAll('\n', '\\n') : key;
