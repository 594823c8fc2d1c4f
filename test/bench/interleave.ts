import type { Figure, Measured, Scale, ThreadCost } from './figure.js';

/** Median, least and most of some runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** A raw program after all its runs. */
export interface RawResult extends Spread {
  readonly name: string;
  /** Median of the product to median of this program. */
  readonly ratio: number;
  /** What else its runs showed. */
  readonly also: Readonly<Record<string, Spread>>;
}

/** A figure after all its runs. */
export interface Result {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  readonly atLeast: string;
  readonly product: Spread;
  readonly raws: readonly RawResult[];
  /** To the first raw program, which does the same work. */
  readonly ratio?: number;
  /** What else the product’s runs showed, each with a median of its own. */
  readonly also: Readonly<Record<string, Spread>>;
  /** Threads of the product’s median run. */
  readonly threads: readonly ThreadCost[];
}

/** Runs product and raw programs in turn, so that a busy minute of the machine meets both. */
export async function interleave(figure: Figure, scale: Scale, runs: number): Promise<Result> {
  const tidy = await figure.prepare?.(scale);
  const products: Measured[] = [];
  const raws = figure.raws.map((): Measured[] => []);
  try {
    for (let run = 0; run < runs; run += 1) {
      products.push(await figure.product(scale));
      for (const [at, raw] of figure.raws.entries()) raws[at]?.push(await raw.run(scale));
    }
  } finally {
    await tidy?.();
  }
  return resultOf(figure, products, raws);
}

function resultOf(figure: Figure, products: readonly Measured[], runsOfRaws: readonly Measured[][]): Result {
  const { name, what, unit, atLeast } = figure;
  const product = spreadOf(products.map(({ value }) => value));
  const also = alsoIn(products);
  const threads = products.find(({ value }) => value === product.median)?.threads ?? [];
  const raws = figure.raws.map((raw, at): RawResult => {
    const runs = runsOfRaws[at] ?? [];
    const spread = spreadOf(runs.map(({ value }) => value));
    return { name: raw.name, ...spread, ratio: product.median / spread.median, also: alsoIn(runs) };
  });
  return { name, what, unit, atLeast, product, raws, ...(raws[0] && { ratio: raws[0].ratio }), also, threads };
}

const alsoIn = (runs: readonly Measured[]): Readonly<Record<string, Spread>> =>
  Object.fromEntries(
    Object.keys(runs[0]?.also ?? {}).map((key) => [key, spreadOf(runs.map(({ also }) => also?.[key] ?? NaN))]),
  );

/** Of an even number of values the lower middle is the median. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (place: number): number => sorted[place] ?? NaN;
  return { median: at(Math.floor((sorted.length - 1) / 2)), least: at(0), most: at(sorted.length - 1) };
}
