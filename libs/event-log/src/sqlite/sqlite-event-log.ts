import { mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { BranchLine, GroupWriter, holdFile, WriterThread } from '#sqlite';
import type { Fault } from '#sqlite';
import { checkAppend } from '../check-append.js';
import { LogFull, LogInUse, LogOutcomeUnknown, LogUnavailable, WrongExpectedVersion } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type {
  Append,
  AppendOutcome,
  EventLog,
  GroupSizes,
  LogHead,
  RecordedEvent,
  Stretch,
  StreamTip,
} from '../event-log.port.js';
import type { Judgement } from './log-writes.js';
import { prepareLogFile } from './log-file.js';
import { packAppends } from './packed-appends.js';
import type { PackedAppends } from './packed-appends.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

/** Requests and bytes that may wait for the disk before callers are told to come back. */
const maxWaiting = 10_000;
const maxWaitingBytes = 64 * 1024 * 1024;

/**
 * The log in one file of this machine: appends go to a writer thread, where callers of the same few milliseconds share
 * one commit; reads happen in the calling thread, beside it.
 */
export class SqliteEventLog implements EventLog {
  readonly traits: EventLog['traits'];
  readonly branch?: () => MessagePort;
  readonly groupSizes?: () => GroupSizes;
  readonly #held: { release(): void } | undefined;
  readonly #writer: GroupWriter<PackedAppends, readonly Judgement[]>;
  readonly #reader: SqliteLogReader;
  #closing: Promise<void> | undefined;

  /**
   * Makes the file where there is none; with a branch of the log that holds it, works beside that one.
   * Errors: `LogInUse`, `LogSchemaUnknown`, `NotALog`, `LogUnavailable`.
   */
  constructor(path: string, branch?: MessagePort) {
    this.#held = branch ? undefined : heldLog(path);
    try {
      this.#reader = new SqliteLogReader(path);
    } catch (fault) {
      this.#held?.release();
      throw fault;
    }
    this.traits = this.#reader.traits;
    const writer = branch ? new BranchLine(branch) : new WriterThread('log writer', logWorker, realpathSync(path));
    if (writer instanceof WriterThread) {
      this.branch = () => writer.branch();
      this.groupSizes = () => writer.groupSizes();
    }
    this.#writer = new GroupWriter({ writer, maxWaiting, maxWaitingBytes, errorOf });
  }

  async append(append: Append): Promise<Extract<AppendOutcome, { kind: 'appended' }>> {
    const [outcome] = await this.appendMany([append]);
    if (outcome?.kind === 'appended') return outcome;
    throw new WrongExpectedVersion(append.stream, append.expected.version, outcome?.actual ?? newStream);
  }

  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    if (appends.length === 0) return [];
    appends.forEach(checkAppend);
    const { packed, tips } = packAppends(appends);
    const judgements = await this.#writer.submit(packed, packed.bytes.length);
    return judgements.map((judgement, index) => outcomeOf(judgement, tips[index] ?? newStream));
  }

  readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#reader.readStream(stream, afterVersion, limit);
  }

  readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#reader.readAll(after, limit);
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return this.#reader.follow(after, limit, signal);
  }

  readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    return this.#reader.readClear(after, limit, types);
  }

  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch> {
    return this.#reader.followClear(after, limit, signal, types);
  }

  head(): Promise<LogHead> {
    return this.#reader.head();
  }

  at(position: bigint): Promise<RecordedEvent | undefined> {
    return this.#reader.at(position);
  }

  /** Writes what was handed in, then lets go of the file. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    // The writer closes last: the last connection copies the write-ahead log into the file and removes it.
    await this.#reader.close();
    await this.#writer.close();
    this.#held?.release();
  }
}

const logWorker = new URL('./log.worker.js', import.meta.url);

/** The log's file, made where there is none, kept from other servers. */
function heldLog(path: string): { release(): void } {
  mkdirSync(dirname(path), { recursive: true });
  const held = holdFile(path, () => new LogInUse(`another server appends to ${path}`));
  try {
    prepareLogFile(path);
    return held;
  } catch (fault) {
    held.release();
    throw fault;
  }
}

function outcomeOf(judgement: Judgement, tip: StreamTip): AppendOutcome {
  switch (judgement.kind) {
    case 'written':
      return { kind: 'appended', tip, lastPosition: BigInt(judgement.lastPosition), repeated: false };
    case 'repeated': {
      const written = { version: tip.version, hash: judgement.hash };
      return { kind: 'appended', tip: written, lastPosition: BigInt(judgement.lastPosition), repeated: true };
    }
    case 'refused':
      return judgement;
  }
}

function errorOf({ code, message }: Fault): Error {
  switch (code) {
    case 'WRITER.FULL':
      return new LogFull(message);
    case 'WRITER.LOST':
      return new LogOutcomeUnknown(message);
    default:
      return new LogUnavailable(message);
  }
}
