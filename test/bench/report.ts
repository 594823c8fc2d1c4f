import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Result, Spread } from './interleave.js';

const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** One line for people. */
export function lineOf({ name, unit, product, raw, ratio, atLeast, also }: Result): string {
  const parts = [
    `${name.padEnd(12)} ${spreadText(product)} ${unit}`,
    ...(raw === undefined ? [] : [`raw ${spreadText(raw)}`]),
    ...(ratio === undefined ? [] : [`ratio ${ratio.toFixed(2)}`]),
    ...Object.entries(also).map(([key, spread]) => `${key} ${spreadText(spread)}`),
    `(wanted: ${atLeast})`,
  ];
  return parts.join(' · ');
}

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
