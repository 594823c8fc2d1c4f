import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CommitNews, isDamage, messageOf } from '#sqlite';
import { Bell } from '../bell.js';
import { LogDamaged, LogUnavailable } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { EventLogReader, LogHead, RecordedEvent } from '../event-log.port.js';
import { followLog } from '../follow-log.js';
import { eventColumns, eventsOf } from './event-columns.js';
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
  readonly #head: StatementSync;
  readonly #integrity: StatementSync;

  /** Errors: `LogUnavailable` when there is no such log, `LogSchemaUnknown`, `NotALog`. */
  constructor(path: string) {
    this.#db = openLogForReading(path);
    this.#news = new CommitNews(path, () => this.#bell.ring());
    this.#readStream = this.#prepare(readStream);
    this.#readAll = this.#prepare(readAll);
    this.#head = this.#prepare('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1');
    this.#integrity = this.#prepare('PRAGMA integrity_check');
  }

  async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    return eventsOf(this.#rows(this.#readStream, [stream, afterVersion, limit], undefined));
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#readAllNow(after, limit);
  }

  async *follow(after: bigint, limit: number, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    const bell = this.#bell;
    const readAll = async (from: bigint, most: number) => this.#readAllNow(from, most);
    this.#news.listen();
    try {
      yield* followLog({ readAll, bell, patience }, after, limit, signal);
    } finally {
      this.#news.leave();
    }
  }

  async head(): Promise<LogHead> {
    const [row] = this.#rows(this.#head, [], undefined) as unknown as readonly [number, Uint8Array][];
    return row ? { position: BigInt(row[0]), hash: row[1] } : { position: 0n, hash: newStream.hash };
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

  /** A damaged page spoils the whole query, so ask for less until only the damaged event itself is asked for. */
  #readAllNow(after: bigint, limit: number): readonly RecordedEvent[] {
    try {
      return eventsOf(this.#rows(this.#readAll, [after, limit], after + 1n));
    } catch (fault) {
      if (!(fault instanceof LogDamaged) || limit <= 1) throw fault;
      return this.#readAllNow(after, limit >> 1);
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

const events = `SELECT ${eventColumns} FROM events LEFT JOIN streams ON streams.id = events.stream`;
const readAll = `${events} WHERE position > ? ORDER BY position LIMIT ?`;
const readStream = `
  ${events} WHERE stream = (SELECT id FROM streams WHERE name = ?) AND version > ? ORDER BY version LIMIT ?`;

/** A number larger than any this log writes. */
const isOutOfRange = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ERR_OUT_OF_RANGE';
