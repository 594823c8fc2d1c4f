import type { TestStores } from './test-desk.js';

/** The process died at this write. */
export class ProcessDied extends Error {}

/** Everything a desk makes durable. */
const writes = ['append', 'appendMany', 'route', 'foldIndex', 'take', 'set', 'keep', 'replace'] as const;

/** When a process dies: before its `write`-th write from now, or after it, before anybody hears that it happened. */
export interface Death {
  readonly write: number;
  readonly when: 'before' | 'after';
  /** Counts these writes alone. */
  readonly of?: (typeof writes)[number];
}

/** Stores whose desk dies at that write; from then on none of its calls comes through. What was written stays. */
export function mortalStores(stores: TestStores, death: Death): TestStores {
  const life = new Life(death);
  return { ...stores, log: life.of(stores.log), store: life.of(stores.store) };
}

class Life {
  private writesLeft: number;
  private isOver = false;

  constructor(private readonly death: Death) {
    this.writesLeft = death.write;
  }

  of<Store extends object>(store: Store): Store {
    return new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'function') return (...given: unknown[]) => this.call(String(name), () => value.apply(target, given) as unknown); // prettier-ignore
        return typeof value === 'object' && value !== null ? this.of(value) : value;
      },
    });
  }

  private call(name: string, work: () => unknown): unknown {
    if (this.isOver) throw new ProcessDied(name);
    if (!this.counts(name)) return work();
    this.writesLeft -= 1;
    if (this.writesLeft > 0) return work();
    this.isOver = true;
    if (this.death.when === 'before') throw new ProcessDied(name);
    return Promise.resolve(work()).then(() => {
      throw new ProcessDied(name);
    });
  }

  private counts(name: string): boolean {
    return (this.death.of === undefined ? writes : [this.death.of]).some((write) => write === name);
  }
}
