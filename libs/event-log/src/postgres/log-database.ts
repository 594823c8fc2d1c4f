import { Postgres, isFullServer, migrateSchema, reasonOf, schemaVersion, sqlStateOf, wroteNothing } from '#postgres';
import {
  LogDamaged,
  LogFull,
  LogOutcomeUnknown,
  LogSchemaUnknown,
  LogUnavailable,
  NotALog,
} from '../event-log.errors.js';
import { logMigrations } from './log-migrations.js';

/** One for the line of appends, the others for reading. */
const connections = 4;

/**
 * The log is asked only by its indexes, and what it is asked never changes: plans made while the tables were small, or
 * by statistics of yesterday, would be plans for another log.
 */
const session = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

/** How long the server may be away before callers are told, in milliseconds. */
export const patienceMs = 8_000;

const databaseAt = (url: string): Postgres => new Postgres(url, { store: 'log', connections, session });

/** The log's schema, made where there is none. Errors: `LogUnavailable`, `LogSchemaUnknown`, `NotALog`. */
export async function openLogDatabase(url: string): Promise<Postgres> {
  const unknown = (found: number, known: number) => new LogSchemaUnknown(found, known);
  return opened(url, (postgres) => migrateSchema(postgres, logMigrations, unknown));
}

/** The schema of a log that is there. Errors: `LogUnavailable` (also where there is no log), `LogSchemaUnknown`. */
export async function openLogDatabaseForReading(url: string): Promise<Postgres> {
  return opened(url, async (postgres) => {
    const found = await schemaVersion(postgres);
    if (found === 0) throw new LogUnavailable(`there is no log in ${placeOf(postgres)}`);
    if (found !== logMigrations.length) throw new LogSchemaUnknown(found, logMigrations.length);
  });
}

async function opened(url: string, prepare: (postgres: Postgres) => Promise<void>): Promise<Postgres> {
  const postgres = databaseAt(url);
  try {
    await prepare(postgres);
    return postgres;
  } catch (fault) {
    await postgres.close();
    if (isTableOfAnother(fault)) throw new NotALog(placeOf(postgres));
    throw isOurs(fault) ? fault : readFault(fault);
  }
}

const placeOf = ({ shown, schema }: Postgres): string => `the schema ${schema} of ${shown}`;

const isOurs = (fault: unknown): boolean => fault instanceof LogUnavailable || fault instanceof LogSchemaUnknown;

/** A table, or a function, of this name stands there that no migration of ours made. */
const isTableOfAnother = (fault: unknown): boolean => ['42P07', '42723'].includes(sqlStateOf(fault) ?? '');

/** `data_corrupted`, `index_corrupted`. */
const damages = ['XX001', 'XX002'];

/** The port's error for a fault met while reading; `position` is that of the first event that was asked for. */
export function readFault(fault: unknown, position?: bigint): Error {
  return damages.includes(sqlStateOf(fault) ?? '')
    ? new LogDamaged(reasonOf(fault), position)
    : new LogUnavailable(reasonOf(fault));
}

/** The port's error for a fault met while appending. */
export function appendFault(fault: unknown): Error {
  if (isFullServer(fault)) return new LogFull(reasonOf(fault));
  return wroteNothing(fault) ? new LogUnavailable(reasonOf(fault)) : new LogOutcomeUnknown(reasonOf(fault));
}
