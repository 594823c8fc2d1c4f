import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { RawResult, Result, Spread } from './interleave.js';

const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** How many threads people are shown: the rest is small change. */
const shownThreads = 12;

/** One line for people. */
export function lineOf({ name, unit, product, raws, atLeast, also }: Result): string {
  const parts = [
    `${name.padEnd(12)} ${spreadText(product)} ${unit}`,
    ...raws.map(rawText),
    ...alsoTexts(also),
    `(wanted: ${atLeast})`,
  ];
  return parts.join(' · ');
}

const rawText = (raw: RawResult): string =>
  [`${raw.name} ${spreadText(raw)}`, `ratio ${raw.ratio.toFixed(2)}`, ...alsoTexts(raw.also)].join(', ');

const alsoTexts = (also: Result['also']): readonly string[] =>
  Object.entries(also).map(([key, spread]) => `${key} ${spreadText(spread)}`);

/** Where the processor time of each message went, a line a thread, dearest first. */
export const threadLines = ({ threads }: Result): readonly string[] =>
  threads
    .slice(0, shownThreads)
    .map(({ name, tid, microseconds }) => `  ${figures.format(microseconds).padStart(8)} µs  ${name} (${tid})`);

const spreadText = ({ median, least, most }: Spread): string =>
  least === most
    ? figures.format(median)
    : `${figures.format(median)} (${figures.format(least)}–${figures.format(most)})`;

/** Writes `<folder>/<name>.json`: the result, and on what machine it was found. */
export async function keepResult(result: Result, folder: string): Promise<void> {
  const [cpu] = cpus();
  const machine = { cores: cpus().length, cpu: cpu?.model ?? 'unknown', node: process.version };
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${result.name}.json`, `${JSON.stringify({ ...result, machine }, null, 2)}\n`);
}
