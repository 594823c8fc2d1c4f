import type { Figure, Measured, Scale } from './figure.js';

/** Median, least and most of some runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** A figure after all its runs. */
export interface Result {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  readonly atLeast: string;
  readonly product: Spread;
  readonly raw?: Spread;
  /** Median of the product to median of the raw program. */
  readonly ratio?: number;
  /** What else the product’s runs showed, each as it was in the median run of its own. */
  readonly also: Readonly<Record<string, Spread>>;
}

/** Runs product and raw program in turn, so that a busy minute of the machine meets both. */
export async function interleave(figure: Figure, scale: Scale, runs: number): Promise<Result> {
  const tidy = await figure.prepare?.(scale);
  const products: Measured[] = [];
  const raws: Measured[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      products.push(await figure.product(scale));
      if (figure.raw) raws.push(await figure.raw(scale));
    }
  } finally {
    await tidy?.();
  }
  return resultOf(figure, products, raws);
}

function resultOf(figure: Figure, products: readonly Measured[], raws: readonly Measured[]): Result {
  const { name, what, unit, atLeast } = figure;
  const product = spreadOf(products.map(({ value }) => value));
  const also = Object.fromEntries(Object.keys(products[0]?.also ?? {}).map((key) => [key, alsoOf(products, key)]));
  if (raws.length === 0) return { name, what, unit, atLeast, product, also };
  const raw = spreadOf(raws.map(({ value }) => value));
  return { name, what, unit, atLeast, product, raw, ratio: product.median / raw.median, also };
}

const alsoOf = (runs: readonly Measured[], key: string): Spread => spreadOf(runs.map(({ also }) => also?.[key] ?? NaN));

/** Of an even number of values the lower middle is the median. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (place: number): number => sorted[place] ?? NaN;
  return { median: at(Math.floor((sorted.length - 1) / 2)), least: at(0), most: at(sorted.length - 1) };
}
