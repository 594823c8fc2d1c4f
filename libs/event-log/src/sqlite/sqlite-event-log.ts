import { mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { BranchLine, GroupWriter, holdFile, WriterThread } from '#sqlite';
import type { Fault } from '#sqlite';
import { checkAppend } from '../check-append.js';
import { LogFull, LogInUse, LogOutcomeUnknown, LogUnavailable } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type { Append, AppendOutcome, GroupSizes, StreamTip } from '../event-log.port.js';
import { LogWithReader } from '../log-with-reader.js';
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
export class SqliteEventLog extends LogWithReader<SqliteLogReader> {
  readonly branch?: () => MessagePort;
  readonly groupSizes?: () => GroupSizes;
  readonly #held: { release(): void } | undefined;
  readonly #writer: GroupWriter<PackedAppends, readonly Judgement[]>;
  #closing: Promise<void> | undefined;

  /**
   * Makes the file where there is none; with a branch of the log that holds it, works beside that one.
   * Errors: `LogInUse`, `LogSchemaUnknown`, `NotALog`, `LogUnavailable`.
   */
  constructor(path: string, branch?: MessagePort) {
    const held = branch ? undefined : heldLog(path);
    super(readerBeside(path, held));
    this.#held = held;
    const writer = branch ? new BranchLine(branch) : new WriterThread('log writer', logWorker, realpathSync(path));
    if (writer instanceof WriterThread) {
      this.branch = () => writer.branch();
      this.groupSizes = () => writer.groupSizes();
    }
    this.#writer = new GroupWriter({ writer, maxWaiting, maxWaitingBytes, errorOf });
  }

  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    if (appends.length === 0) return [];
    appends.forEach(checkAppend);
    const { packed, tips } = packAppends(appends);
    const judgements = await this.#writer.submit(packed, packed.bytes.length);
    return judgements.map((judgement, index) => outcomeOf(judgement, tips[index] ?? newStream));
  }

  /** Writes what was handed in, then lets go of the file. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    // The writer closes last: the last connection copies the write-ahead log into the file and removes it.
    await this.reader.close();
    await this.#writer.close();
    this.#held?.release();
  }
}

const logWorker = new URL('./log.worker.js', import.meta.url);

/** Reads the file that is held; where it cannot, others may have it. */
function readerBeside(path: string, held: { release(): void } | undefined): SqliteLogReader {
  try {
    return new SqliteLogReader(path);
  } catch (fault) {
    held?.release();
    throw fault;
  }
}

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
