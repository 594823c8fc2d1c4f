/** Lets so many do their work at the same time; the others wait in the order they came. */
export class Turnstile {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly places: number) {}

  /** Does the work when there is a place. Errors: those of the work. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= this.places) await new Promise<void>((enter) => this.#waiting.push(enter));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
