import type { Dimension } from '../facts/index.js';
import { columnOf } from '../measures/index.js';
import type { Measured } from '../measures/index.js';
import type { Names } from './names.js';
import type { Tally } from './tally.js';

/** Facts that are told together: the values of their dimensions, and a tally for each period. */
export interface Group {
  readonly values: readonly string[];
  readonly tallies: Tally[];
}

interface Branch {
  readonly branches: (Branch | undefined)[];
  groups: readonly Group[] | undefined;
}
const bud = (): Branch => ({ branches: [], groups: undefined });

/** The groups facts stand in. Each combination of numbers is looked up once, and then walked to, a step a dimension. */
export class Groups {
  readonly #root = bud();
  readonly #byName = new Map<string, Group>();
  readonly #columns: readonly number[];

  constructor(
    private readonly dimensions: readonly Dimension[],
    private readonly names: Names,
  ) {
    this.#columns = dimensions.map(columnOf);
  }

  get all(): Iterable<Group> {
    return this.#byName.values();
  }

  /** Every group the fact that is read stands in: one, unless it has several tags. */
  of(fact: Measured): readonly Group[] {
    let branch = this.#root;
    for (const column of this.#columns) branch = branch.branches[fact.number(column)] ??= bud();
    return (branch.groups ??= this.#find(fact));
  }

  #find(fact: Measured): readonly Group[] {
    const told = this.dimensions.reduce<readonly (readonly string[])[]>(
      (groups, dimension) => {
        const values = this.names.valuesOf(dimension, fact.number(columnOf(dimension)));
        return groups.flatMap((group) => values.map((value) => [...group, value]));
      },
      [[]],
    );
    return told.map((values) => this.#named(values));
  }

  #named(values: readonly string[]): Group {
    const name = values.join('\u0000');
    const group = this.#byName.get(name) ?? { values, tallies: [] };
    this.#byName.set(name, group);
    return group;
  }
}
