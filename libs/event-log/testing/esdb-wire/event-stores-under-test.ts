import { WireDouble } from './wire-double.js';

/** A server that a suite runs on. */
export interface EventStoreUnderTest {
  /** Jest's `describe`; where there is no such server, one that skips and says so in its title. */
  readonly describe: (title: string, tests: () => void) => void;
  /** An address of a desk nobody has opened yet; other desks on the same server are left alone. */
  freshUrl(): string;
  /** How often a process is killed on it. */
  readonly crashes: number;
}

/**
 * The servers of this run: a double of the wire, always; and the one that `ESDB_URL` names
 * (`esdb://admin:…@host:2113,host:2113?tls=true`), whose suites are skipped where it names none. What a run leaves on that
 * server are streams of desks called `t…`.
 */
export const eventStoresUnderTest = (): readonly EventStoreUnderTest[] => [doubleOfTheWire(), realServer()];

function doubleOfTheWire(): EventStoreUnderTest {
  let double: WireDouble;
  let desks = 0;
  return {
    describe: (title, tests) =>
      describe(`${title} (on a double of its wire)`, () => {
        beforeAll(async () => void (double = await WireDouble.start()));
        afterAll(() => double.stop());
        tests();
      }),
    freshUrl: () => double.url(`desk_${(desks += 1)}`),
    crashes: 5,
  };
}

function realServer(): EventStoreUnderTest {
  const url = process.env['ESDB_URL'] ?? '';
  const run = `t${Date.now().toString(36)}_${process.pid}`;
  let desks = 0;
  return {
    describe: (title, tests) =>
      url === ''
        ? describe.skip(`${title} (on a real server: skipped, ESDB_URL names none)`, tests)
        : describe(`${title} (on the server ESDB_URL names)`, tests),
    freshUrl: () => `${url}${url.includes('?') ? '&' : '?'}desk=${run}_${(desks += 1)}`,
    crashes: 40,
  };
}
