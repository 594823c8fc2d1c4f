import type { MessagePort } from 'node:worker_threads';
import { LogSchemeUnknown, LogUnavailable } from './event-log.errors.js';
import type { EventLog, EventLogReader } from './event-log.port.js';
import { warnOfClock } from './warn-of-clock.js';

export { verifyLog } from './verify.js';
export type { Anchor, Finding, VerifyOptions } from './verify.js';

export interface EventLogOptions {
  /** Told, in words, of what an operator should look into; nothing is broken yet. */
  readonly onWarning?: (warning: string) => void;
  /** What `EventLog.branch` of the log that holds it gave, in another thread of this process. */
  readonly branch?: MessagePort | undefined;
}

interface Driver {
  readonly open: (address: string, branch?: MessagePort) => Promise<EventLog>;
  readonly openReader: (address: string) => Promise<EventLogReader>;
}

/** Drivers by scheme; each is loaded only when it is used. */
const drivers: Readonly<Record<string, () => Promise<Driver>>> = {
  memory: async () => {
    const { MemoryEventLog } = await import('./memory/memory-event-log.js');
    return { open: async () => new MemoryEventLog(), openReader: onlyItsOwner };
  },
  sqlite: async () => {
    const { SqliteEventLog } = await import('./sqlite/sqlite-event-log.js');
    const { SqliteLogReader } = await import('./sqlite/sqlite-log-reader.js');
    return {
      open: async (path, branch) => new SqliteEventLog(path, branch),
      openReader: async (path) => new SqliteLogReader(path),
    };
  },
  postgres,
  postgresql: postgres,
  esdb: () => eventStoreDb('esdb'),
  'esdb+discover': () => eventStoreDb('esdb+discover'),
};

async function postgres(): Promise<Driver> {
  const { PostgresEventLog } = await import('./postgres/postgres-event-log.js');
  const { PostgresLogReader } = await import('./postgres/postgres-log-reader.js');
  return {
    open: (address) => PostgresEventLog.open(`postgres:${address}`),
    openReader: (address) => PostgresLogReader.open(`postgres:${address}`),
  };
}

async function eventStoreDb(scheme: string): Promise<Driver> {
  const { EventStoreDbEventLog } = await import('./eventstoredb/eventstoredb-event-log.js');
  const { EventStoreDbLogReader } = await import('./eventstoredb/eventstoredb-log-reader.js');
  return {
    open: (address) => EventStoreDbEventLog.open(`${scheme}:${address}`),
    openReader: (address) => EventStoreDbLogReader.open(`${scheme}:${address}`),
  };
}

async function onlyItsOwner(): Promise<never> {
  throw new LogUnavailable('a log in memory can be read only through the log that was opened');
}

/**
 * Opens the log for appending and reading: `memory:` (a new one each time), `sqlite:<path of the file>`,
 * `postgres://user:password@host/database`, `esdb://user:password@host,host`.
 * Errors: `LogSchemeUnknown`, `LogInUse`, `LogSchemaUnknown`, `NotALog`, `LogDamaged` (its end cannot be read),
 * `LogUnavailable`, `PostgresUrlInvalid`, `LogUrlInvalid`.
 */
export async function openEventLog(
  url: string,
  { onWarning = () => undefined, branch }: EventLogOptions = {},
): Promise<EventLog> {
  const { driver, address } = await driverOf(url);
  const log = await driver.open(address, branch);
  try {
    await warnOfClock(log, onWarning, Date.now());
    return log;
  } catch (fault) {
    await log.close();
    throw fault;
  }
}

/**
 * Opens an existing log for reading only, beside the one who appends: in another thread, or another process.
 * Errors: `LogSchemeUnknown`, `LogSchemaUnknown`, `NotALog`, `LogUnavailable` (there is no such log).
 */
export async function openEventLogReader(url: string): Promise<EventLogReader> {
  const { driver, address } = await driverOf(url);
  return driver.openReader(address);
}

async function driverOf(url: string): Promise<{ driver: Driver; address: string }> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(':')));
  const load = Object.hasOwn(drivers, scheme) ? drivers[scheme] : undefined;
  if (!load) throw new LogSchemeUnknown(scheme, Object.keys(drivers));
  return { driver: await load(), address: url.slice(scheme.length + 1) };
}
