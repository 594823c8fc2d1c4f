import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance from a seed: the same seed and salt throw the same numbers on every machine. */
export class Dice {
  private readonly generator;

  constructor(seed: number, salt = 0) {
    this.generator = xoroshiro128plus(Math.imul(seed, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b));
  }

  /** A whole number, both bounds included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<Thing>(things: readonly [Thing, ...Thing[]]): Thing {
    return things[this.between(0, things.length - 1)] ?? things[0];
  }

  /** One of several things, each as often as its weight says. */
  weighed<Thing>(things: readonly (readonly [Thing, number])[]): Thing {
    let left = this.between(
      1,
      things.reduce((sum, [, weight]) => sum + weight, 0),
    );
    const found = things.find(([, weight]) => (left -= weight) <= 0);
    if (!found) throw new RangeError('nothing to choose from');
    return found[0];
  }
}
