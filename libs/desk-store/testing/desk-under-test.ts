import type { DeskStore } from '../src/index.js';

/** A store that a contract suite may do anything with. */
export interface DeskUnderTest {
  readonly store: DeskStore;
  /** What another process opens beside it over the same data; in memory, where there is no other process, the same store. */
  beside(): Promise<DeskStore>;
  /** Closes it and opens what it left. */
  reopen(): Promise<DeskStore>;
  /** Closes it and those beside it, and clears away what they left. */
  end(): Promise<void>;
}

/** A driver as the contract suites see it. */
export interface DeskDriver {
  readonly name: string;
  /** What is kept outlives the process; otherwise the cases about a restart are skipped, by name. */
  readonly durable: boolean;
  /** How often a property is tried, where each commit takes its time; as often as usual where nothing is said. */
  readonly runs?: number;
  /** An empty store. */
  open(): Promise<DeskUnderTest>;
}

/** Runs `cases` with a fresh store for each; `desk()` is that of the case which runs. */
export function withDesk(driver: DeskDriver, cases: (desk: () => DeskUnderTest) => void): void {
  let desk: DeskUnderTest | undefined;
  beforeEach(async () => {
    desk = await driver.open();
  });
  afterEach(() => desk?.end());
  cases(() => {
    if (!desk) throw new Error('the desk store is opened before each case');
    return desk;
  });
}

/** A case about what outlives the process: run where something does, elsewhere skipped with that reason in its name. */
export const onlyOnDisk = ({ durable }: DeskDriver) =>
  durable
    ? it
    : (title: string, _: () => Promise<void>) =>
        it.skip(`${title} (a driver in memory has no restart)`, () => undefined);
