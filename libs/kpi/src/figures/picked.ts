import type { Verdict } from '../definitions/index.js';

const fewest = 64;

/**
 * Facts picked out of columns that count: the place of each there, and how long it lasted, in milliseconds. Of the rest
 * that is said of them only sums are kept. Its room is used again.
 */
export class Picked {
  counted = 0;
  places = new Int32Array(fewest);
  ms = new Float64Array(fewest);
  /** What all of them add to a share. */
  numerator = 0;
  /** How many are open, counted or not. */
  open = 0;

  get isEmpty(): boolean {
    return this.counted === 0 && this.open === 0;
  }

  add(place: number, verdict: Verdict): void {
    if (verdict.open) this.open += 1;
    if (!verdict.counted) return;
    const { counted } = this;
    if (counted === this.places.length) this.#grow();
    this.places[counted] = place;
    this.ms[counted] = verdict.ms;
    this.numerator += verdict.numerator;
    this.counted = counted + 1;
  }

  clear(): void {
    this.counted = 0;
    this.numerator = 0;
    this.open = 0;
  }

  #grow(): void {
    const { places, ms } = this;
    (this.places = new Int32Array(places.length * 4)).set(places);
    (this.ms = new Float64Array(ms.length * 4)).set(ms);
  }
}
