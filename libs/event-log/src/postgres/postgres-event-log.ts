import { GroupSizes } from '#group-sizes';
import { WriteLine, mayPass, persevere, wroteNothing } from '#postgres';
import type { Postgres, Write } from '#postgres';
import { checkAppend } from '../check-append.js';
import { LogUnavailable } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { Append, AppendOutcome, GroupSizes as AppendGroups, StreamTip } from '../event-log.port.js';
import { LogWithReader } from '../log-with-reader.js';
import { appendEvents, packAppend, parametersOf } from './append-call.js';
import type { JudgedRow, PackedAppend } from './append-call.js';
import { appendFault, openLogDatabase, patienceMs } from './log-database.js';
import { PostgresLogReader } from './postgres-log-reader.js';

const mebibyte = 1024 * 1024;
/** Requests and bytes that may wait for the server before callers are told to come back, and those of one group. */
const limits = { maxWaiting: 10_000, maxWaitingBytes: 64 * mebibyte, maxBytesTogether: 4 * mebibyte };
const largestGroup = 500;

const refusals = { full: 'too much waits to be written', closed: 'it is closed' } as const;

type Batch = readonly PackedAppend[];

/**
 * The log in PostgreSQL: any number of processes and threads append to it and read it, each by the address. Callers of
 * one process share round trips and commits; between processes the head row decides who is next.
 *
 * An append whose outcome is not known, for its connection was cut, is repeated with the same ids until the server
 * answers: it is written once.
 */
export class PostgresEventLog extends LogWithReader<PostgresLogReader> {
  readonly #line = new WriteLine({ ...limits, refused: (why) => new LogUnavailable(refusals[why]) });
  readonly #appending: Write<Batch, readonly JudgedRow[]> = {
    together: (batches) => this.#write(batches),
    most: largestGroup,
    isOfOne: (fault) => wroteNothing(fault) && !mayPass(fault),
  };
  readonly #sizes: GroupSizes;
  #closing = false;

  constructor(private readonly postgres: Postgres) {
    super(new PostgresLogReader(postgres));
    this.#sizes = GroupSizes.of(`${postgres.schema} at ${postgres.shown}`);
  }

  /**
   * Makes the log's schema where there is none, and brings an older one to the newest version.
   * Errors: `LogUnavailable`, `LogSchemaUnknown`, `NotALog`, `PostgresUrlInvalid`.
   */
  static async open(url: string): Promise<PostgresEventLog> {
    return new PostgresEventLog(await openLogDatabase(url));
  }

  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    if (appends.length === 0) return [];
    appends.forEach(checkAppend);
    const batch = appends.map(packAppend);
    const bytes = batch.reduce((sum, packed) => sum + packed.bytes, 0);
    try {
      const judged = await this.#line.ask(this.#appending, batch, bytes);
      return judged.map((row, at) => outcomeOf(row, batch[at]?.tip ?? newStream));
    } catch (fault) {
      throw fault instanceof LogUnavailable ? fault : appendFault(fault);
    }
  }

  /** Of all threads of this process. */
  groupSizes(): AppendGroups {
    return this.#sizes.told();
  }

  examine(): Promise<readonly string[]> {
    return this.reader.examine();
  }

  /** Writes what was handed in, then closes the connections. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#line.close();
    await this.reader.close();
  }

  async #write(batches: readonly Batch[]): Promise<readonly (readonly JudgedRow[])[]> {
    const parameters = parametersOf(batches.flat());
    const call = () => this.postgres.run<JudgedRow>(appendEvents, parameters);
    const judged = await persevere(call, patienceMs, () => this.#closing);
    this.reader.bell.ring();
    this.#sizes.count(judged.filter(([outcome]) => outcome === 'written').length);
    let at = 0;
    return batches.map(({ length }) => judged.slice(at, (at += length)));
  }
}

function outcomeOf([outcome, position, version, hash]: JudgedRow, tip: StreamTip): AppendOutcome {
  if (outcome === 'written') return { kind: 'appended', tip, lastPosition: position ?? 0n, repeated: false };
  const actual = { version: Number(version), hash: hash ?? newStream.hash };
  if (outcome === 'refused') return { kind: 'refused', actual };
  return { kind: 'appended', tip: actual, lastPosition: position ?? 0n, repeated: true };
}
