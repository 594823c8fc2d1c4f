import { setTimeout as pause } from 'node:timers/promises';
import { PostgresNews, persevere } from '#postgres';
import type { Postgres, Statement } from '#postgres';
import { Bell } from '../bell.js';
import { LogUnavailable } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { EventLogReader, LogHead, RecordedEvent, Stretch } from '../event-log.port.js';
import { followLog, stretches, wholeEvents } from '../follow-log.js';
import type { Followed } from '../follow-log.js';
import { clearEventsOf, eventsOf } from './event-rows.js';
import type { ClearRow, EventRow } from './event-rows.js';
import { openLogDatabaseForReading, patienceMs, readFault } from './log-database.js';
import { contradictions, lastEvent, lastUpTo, readAll, readClear, readStream, readTypes } from './log-statements.js';

/** How long an append may go unseen by those who follow while no news come through, in milliseconds. */
const lookAgainMs = 500;

/**
 * Reads a log in PostgreSQL, in any process. What is visible is always a whole beginning of the log: appends become
 * visible in the order of their positions, because each holds the head row until it is committed. So a reader goes on
 * behind the last position it saw, and need not think about who is still writing.
 */
export class PostgresLogReader implements EventLogReader {
  readonly traits = { driver: 'postgres', durable: true, gapless: true };
  /** Rung by news, and by those of this process who append. */
  readonly bell = new Bell();
  readonly #news: PostgresNews;
  #closed = false;

  constructor(private readonly postgres: Postgres) {
    this.#news = new PostgresNews(postgres, postgres.schema, () => this.bell.ring());
  }

  /** Errors: `LogUnavailable` (there is no such log, or no server), `LogSchemaUnknown`, `PostgresUrlInvalid`. */
  static async open(url: string): Promise<PostgresLogReader> {
    return new PostgresLogReader(await openLogDatabaseForReading(url));
  }

  async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    return eventsOf(await this.#rows<EventRow>(readStream, [stream, afterVersion, limit]));
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return eventsOf(await this.#rows<EventRow>(readAll, [after, limit], after + 1n));
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return this.#follow(
      wholeEvents((from, most) => this.readAll(from, most), limit),
      after,
      signal,
    );
  }

  readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    return types === undefined ? this.#stretch(after, limit) : this.#stretchOf(types, after, limit);
  }

  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch> {
    return this.#follow(
      stretches((from) => this.readClear(from, limit, types)),
      after,
      signal,
    );
  }

  async head(): Promise<LogHead> {
    return (await this.#place(lastEvent, [])) ?? { position: 0n, hash: newStream.hash };
  }

  async at(position: bigint): Promise<RecordedEvent | undefined> {
    const [event] = await this.readAll(position - 1n, 1);
    return event?.position === position ? event : undefined;
  }

  async examine(): Promise<readonly string[]> {
    return (await this.#rows<[string]>(contradictions, [])).map(([words]) => words);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.bell.ring();
    await this.postgres.close();
  }

  async #stretch(after: bigint, limit: number): Promise<Stretch | undefined> {
    const events = clearEventsOf(await this.#rows<ClearRow>(readClear, [after, limit], after + 1n));
    const last = events.at(-1);
    return last && { events, upTo: { position: last.position, hash: last.hash }, more: events.length >= limit };
  }

  async #stretchOf(types: readonly string[], after: bigint, limit: number): Promise<Stretch | undefined> {
    const upTo = await this.#place(lastUpTo, [after + BigInt(limit)]);
    if (upTo === undefined || upTo.position <= after) return undefined;
    const events = clearEventsOf(await this.#rows<ClearRow>(readTypes, [after, upTo.position, types], after + 1n));
    return { events, upTo, more: upTo.position === after + BigInt(limit) };
  }

  async #place(asked: Statement, values: readonly unknown[]): Promise<LogHead | undefined> {
    const [row] = await this.#rows<[position: bigint, hash: Uint8Array]>(asked, values);
    return row && { position: row[0], hash: row[1] };
  }

  /** A server that is away for long ends a read, but nobody who follows: they go on when it is back. */
  async *#follow<Read>(
    { next, ...read }: Omit<Followed<Read>, 'bell' | 'patience'>,
    after: bigint,
    signal: AbortSignal,
  ): AsyncGenerator<Read> {
    const patiently = async (from: bigint): Promise<Read | undefined> => {
      while (!signal.aborted) {
        try {
          return await next(from);
        } catch (fault) {
          if (this.#closed || !(fault instanceof LogUnavailable)) throw fault;
          await pause(lookAgainMs);
        }
      }
      return undefined;
    };
    this.#news.listen();
    try {
      yield* followLog({ ...read, next: patiently, bell: this.bell, patience: lookAgainMs }, after, signal);
    } finally {
      this.#news.leave();
    }
  }

  async #rows<Row extends unknown[]>(asked: Statement, values: readonly unknown[], position?: bigint): Promise<Row[]> {
    if (this.#closed) throw new LogUnavailable('the log is closed');
    try {
      return await persevere(() => this.postgres.run<Row>(asked, values), patienceMs, () => this.#closed); // prettier-ignore
    } catch (fault) {
      throw readFault(fault, position);
    }
  }
}
