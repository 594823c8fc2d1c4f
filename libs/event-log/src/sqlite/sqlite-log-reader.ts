import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CommitNews, isDamage, messageOf } from '#sqlite';
import { Bell } from '../bell.js';
import { LogDamaged, LogUnavailable } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { EventLogReader, LogHead, RecordedEvent, Stretch } from '../event-log.port.js';
import { followLog, stretches, wholeEvents } from '../follow-log.js';
import type { Followed } from '../follow-log.js';
import { clearColumns, clearEventsOf, eventColumns, eventsOf } from './event-columns.js';
import type { EventColumns } from './event-columns.js';
import { openLogForReading } from './log-file.js';

/** How long a commit of another process may go unseen by those who follow, in milliseconds. */
const patience = 25;

/**
 * Reads a log file over a connection of its own, in the thread that calls. Reads are short: one statement each, so
 * that the write-ahead log can be copied into the file between them.
 *
 * What is damaged is never skipped: events before it are given, then `LogDamaged` names its position.
 */
export class SqliteLogReader implements EventLogReader {
  readonly traits = { driver: 'sqlite', durable: true, gapless: true };
  readonly #db: DatabaseSync;
  readonly #bell = new Bell();
  readonly #news: CommitNews;
  readonly #readStream: StatementSync;
  readonly #readAll: StatementSync;
  readonly #readClear: StatementSync;
  readonly #readTypes: StatementSync;
  readonly #lastUpTo: StatementSync;
  readonly #head: StatementSync;
  readonly #integrity: StatementSync;

  /** Errors: `LogUnavailable` when there is no such log, `LogSchemaUnknown`, `NotALog`. */
  constructor(path: string) {
    this.#db = openLogForReading(path);
    this.#news = new CommitNews(path, () => this.#bell.ring());
    this.#readStream = this.#prepare(readStream);
    this.#readAll = this.#prepare(readAll);
    this.#readClear = this.#prepare(readClear);
    this.#readTypes = this.#prepare(readTypes);
    this.#lastUpTo = this.#prepare(lastUpTo);
    this.#head = this.#prepare('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1');
    this.#integrity = this.#prepare('PRAGMA integrity_check');
  }

  async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    return eventsOf(this.#rows(this.#readStream, [stream, afterVersion, limit], undefined));
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#readAllNow(after, limit);
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return this.#follow(
      wholeEvents((from, most) => this.readAll(from, most), limit),
      after,
      signal,
    );
  }

  async readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    return this.#untilDamage(limit, (most) =>
      types === undefined ? this.#stretch(after, most) : this.#stretchOf(types, after, most),
    );
  }

  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch> {
    return this.#follow(
      stretches((from) => this.readClear(from, limit, types)),
      after,
      signal,
    );
  }

  async head(): Promise<LogHead> {
    return this.#placeOf(this.#head, [], undefined) ?? { position: 0n, hash: newStream.hash };
  }

  async at(position: bigint): Promise<RecordedEvent | undefined> {
    const [event] = this.#readAllNow(position - 1n, 1);
    return event?.position === position ? event : undefined;
  }

  /** Damage may be so deep that SQLite cannot even examine it: that is an answer too. */
  async examine(): Promise<readonly string[]> {
    try {
      const rows = this.#rows(this.#integrity, [], undefined) as unknown as readonly [string][];
      return rows.map(([message]) => message).filter((message) => message !== 'ok');
    } catch (fault) {
      if (fault instanceof LogDamaged) return [fault.reason];
      throw fault;
    }
  }

  async close(): Promise<void> {
    if (!this.#db.isOpen) return;
    this.#db.close();
    this.#bell.ring();
  }

  async *#follow<Read>(
    read: Omit<Followed<Read>, 'bell' | 'patience'>,
    after: bigint,
    signal: AbortSignal,
  ): AsyncGenerator<Read> {
    this.#news.listen();
    try {
      yield* followLog({ ...read, bell: this.#bell, patience }, after, signal);
    } finally {
      this.#news.leave();
    }
  }

  #readAllNow(after: bigint, limit: number): readonly RecordedEvent[] {
    return this.#untilDamage(limit, (most) => eventsOf(this.#rows(this.#readAll, [after, most], after + 1n)));
  }

  #stretch(after: bigint, limit: number): Stretch | undefined {
    const events = clearEventsOf(this.#rows(this.#readClear, [after, limit], after + 1n));
    const last = events.at(-1);
    return last && { events, upTo: { position: last.position, hash: last.hash }, more: events.length >= limit };
  }

  #stretchOf(types: readonly string[], after: bigint, limit: number): Stretch | undefined {
    const upTo = this.#placeOf(this.#lastUpTo, [after + BigInt(limit)], after + 1n);
    if (upTo === undefined || upTo.position <= after) return undefined;
    const asked = [after, upTo.position, JSON.stringify(types)];
    const events = clearEventsOf(this.#rows(this.#readTypes, asked, after + 1n));
    return { events, upTo, more: upTo.position === after + BigInt(limit) };
  }

  #placeOf(statement: StatementSync, parameters: readonly bigint[], position: bigint | undefined): LogHead | undefined {
    const [row] = this.#rows(statement, parameters, position) as unknown as readonly [number, Uint8Array][];
    return row && { position: BigInt(row[0]), hash: row[1] };
  }

  /** A damaged page spoils the whole query, so ask for less until only the damaged event itself is asked for. */
  #untilDamage<Read>(limit: number, read: (limit: number) => Read): Read {
    try {
      return read(limit);
    } catch (fault) {
      if (!(fault instanceof LogDamaged) || limit <= 1) throw fault;
      return this.#untilDamage(limit >> 1, read);
    }
  }

  #rows(statement: StatementSync, parameters: readonly (string | number | bigint)[], position: bigint | undefined) {
    if (!this.#db.isOpen) throw new LogUnavailable('the log is closed');
    try {
      return statement.all(...parameters) as unknown as readonly EventColumns[];
    } catch (fault) {
      throw isDamage(fault) || isOutOfRange(fault)
        ? new LogDamaged(messageOf(fault), position)
        : new LogUnavailable(messageOf(fault));
    }
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}

const eventsWith = (columns: string) => `SELECT ${columns} FROM events LEFT JOIN streams ON streams.id = events.stream`;
const readAll = `${eventsWith(eventColumns)} WHERE position > ? ORDER BY position LIMIT ?`;
const readClear = `${eventsWith(clearColumns)} WHERE position > ? ORDER BY position LIMIT ?`;
const readTypes = `
  ${eventsWith(clearColumns)} WHERE position > ? AND position <= ? AND type IN (SELECT value FROM json_each(?))
  ORDER BY position`;
const lastUpTo = 'SELECT position, hash FROM events WHERE position <= ? ORDER BY position DESC LIMIT 1';
const readStream = `
  ${eventsWith(eventColumns)} WHERE stream = (SELECT id FROM streams WHERE name = ?) AND version > ? ORDER BY version LIMIT ?`;

/** A number larger than any this log writes. */
const isOutOfRange = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ERR_OUT_OF_RANGE';
