import { checkAppend } from '../check-append.js';
import { LogOutcomeUnknown, LogUnavailable } from '../event-log.errors.js';
import type { Append, AppendOutcome, RecordedEvent } from '../event-log.port.js';
import { LogWithReader } from '../log-with-reader.js';
import { EventStoreDbLogReader, openedOn } from './eventstoredb-log-reader.js';
import { readEventStoreUrl } from './eventstoredb-url.js';
import { beginLog } from './log-beginning.js';
import { readPatiently } from './perseverance.js';
import { ServerConnection } from './server-connection.js';
import { packAppend } from './stored-event.js';
import type { PackedAppend } from './stored-event.js';
import { StreamWriter } from './stream-writer.js';
import { Turnstile } from './turnstile.js';

/** Streams that are written at the same time. */
const inFlight = 64;

/**
 * The log in EventStoreDB. The server appends to one stream at a time, so a batch is up to 64 streams in flight, each
 * written in the order given; and a batch that was cut short may stand there in part.
 */
export class EventStoreDbEventLog extends LogWithReader<EventStoreDbLogReader> {
  readonly #writer: StreamWriter;
  readonly #turnstile = new Turnstile(inFlight);
  #appending = new Set<Promise<unknown>>();
  #closed = false;

  private constructor(reader: EventStoreDbLogReader) {
    super(reader);
    this.#writer = new StreamWriter(reader);
  }

  /** Errors: `LogUnavailable`, `LogSchemaUnknown`, `NotALog`, `LogUrlInvalid`. */
  static async open(url: string): Promise<EventStoreDbEventLog> {
    const connection = new ServerConnection(readEventStoreUrl(url));
    const reader = new EventStoreDbLogReader(connection, await openedOn(connection, beginLog));
    const log = new EventStoreDbEventLog(reader);
    log.#writer.learnPosition((await reader.head()).position);
    return log;
  }

  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    if (this.#closed) throw new LogUnavailable('the log is closed');
    appends.forEach(checkAppend);
    const packed = appends.map((append) => packAppend(append, this.reader.latest));
    const writing = this.#writeAll(packed);
    this.#appending.add(writing);
    try {
      return await writing;
    } finally {
      this.#appending.delete(writing);
    }
  }

  override async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    const events = await this.reader.readStream(stream, afterVersion, limit);
    const last = events.at(-1);
    if (last) this.#writer.learn(last);
    return events;
  }

  positionOf(event: RecordedEvent): Promise<bigint> {
    return readPatiently(this.reader.connection, () => this.#writer.positionOf(event));
  }

  /** Writes what was handed in, then gives the client up. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#appending);
    await this.reader.close();
  }

  async #writeAll(packed: readonly PackedAppend[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    const faults: unknown[] = [];
    const byStream = Map.groupBy(packed.entries(), ([, { append }]) => append.stream);
    const writeOne = async (turns: readonly (readonly [number, PackedAppend])[]) => {
      for (const [at, append] of turns) {
        if (faults.length > 0) return;
        outcomes[at] = await this.#writer.append(append);
      }
    };
    await Promise.all(
      [...byStream.values()].map((turns) =>
        this.#turnstile.pass(() => writeOne(turns)).catch((fault: unknown) => void faults.push(fault)),
      ),
    );
    if (faults.length > 0) throw faultOf(faults, outcomes);
    return outcomes;
  }
}

/** A batch that stands there in part is not one of which nothing was written. */
function faultOf(faults: readonly unknown[], outcomes: readonly AppendOutcome[]): unknown {
  const grave = faults.find((fault) => !(fault instanceof LogUnavailable)) ?? faults[0];
  const isWritten = outcomes.some((outcome) => outcome?.kind === 'appended' && !outcome.repeated);
  return grave instanceof LogUnavailable && isWritten ? new LogOutcomeUnknown(grave.message) : grave;
}
