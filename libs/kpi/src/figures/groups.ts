import type { Dimension } from '../facts/index.js';
import { columnOf } from '../measures/index.js';
import type { Measured } from '../measures/index.js';
import type { Names } from './names.js';

interface Branch<Group> {
  readonly branches: (Branch<Group> | undefined)[];
  groups: readonly Group[] | undefined;
}

/** What a question tells apart, and what the numbers of that stand for. */
interface ToldApart {
  readonly question: { readonly group: readonly Dimension[] };
  readonly names: Names;
}

/** The groups facts stand in. Each combination of numbers is looked up once, and then walked to, a step a dimension. */
export class Groups<Group> {
  readonly #root: Branch<Group> = { branches: [], groups: undefined };
  readonly #byName = new Map<string, Group>();
  readonly #dimensions: readonly Dimension[];
  readonly #names: Names;
  readonly #columns: readonly number[];

  constructor(
    { question, names }: ToldApart,
    /** Begins the group of these values. */
    private readonly begin: (values: readonly string[]) => Group,
  ) {
    this.#dimensions = question.group;
    this.#names = names;
    this.#columns = question.group.map(columnOf);
  }

  get all(): Iterable<Group> {
    return this.#byName.values();
  }

  /** Nothing is told apart: every fact stands in the same group. */
  get areOne(): boolean {
    return this.#columns.length === 0;
  }

  /** Every group the fact that is read stands in: one, unless it has several tags. */
  of(fact: Measured): readonly Group[] {
    let branch = this.#root;
    for (const column of this.#columns)
      branch = branch.branches[fact.number(column)] ??= { branches: [], groups: undefined };
    return (branch.groups ??= this.#find(fact));
  }

  #find(fact: Measured): readonly Group[] {
    const told = this.#dimensions.reduce<readonly (readonly string[])[]>(
      (groups, dimension) => {
        const values = this.#names.valuesOf(dimension, fact.number(columnOf(dimension)));
        return groups.flatMap((group) => values.map((value) => [...group, value]));
      },
      [[]],
    );
    return told.map((values) => this.#named(values));
  }

  #named(values: readonly string[]): Group {
    const name = values.join('\u0000');
    const group = this.#byName.get(name) ?? this.begin(values);
    this.#byName.set(name, group);
    return group;
  }
}
