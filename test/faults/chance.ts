import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same numbers. */
export class Chance {
  readonly #generator;

  constructor(readonly seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  oneIn(many: number): boolean {
    return this.between(1, many) === 1;
  }

  pick<Thing>(things: readonly Thing[]): Thing | undefined {
    return things[this.between(0, things.length - 1)];
  }
}

/** The seed of this run: given by `FAULTS_SEED`, or new every time. It is printed when a test fails. */
export const seedOfRun = (): number => Number(process.env['FAULTS_SEED'] ?? Date.now() % 0x7fff_ffff);
