import type { Numbers } from '#apps/api';

/** A work of this process that stops where a person must decide. */
export interface Work {
  readonly name: string;
  readonly isStopped: boolean;
  measures(): Promise<readonly Numbers[]>;
}

/** The works of this process that health and metrics tell of by name. */
export class Works {
  readonly #works: Work[] = [];

  add<Added extends Work>(work: Added): Added {
    this.#works.push(work);
    return work;
  }

  /** Names of those that stopped, and wait for a person. */
  get stopped(): readonly string[] {
    return this.#works.filter(({ isStopped }) => isStopped).map(({ name }) => name);
  }

  async measures(): Promise<readonly Numbers[]> {
    return (await Promise.all(this.#works.map((work) => work.measures()))).flat();
  }
}
