import { WrongExpectedVersion } from './event-log.errors.js';
import { newStream } from './event-log.port.js';
import type {
  Append,
  AppendOutcome,
  EventLog,
  EventLogReader,
  EventLogTraits,
  LogHead,
  RecordedEvent,
  Stretch,
} from './event-log.port.js';

/** A log that appends in a way of its own, and is read as its reader reads. */
export abstract class LogWithReader<Reader extends EventLogReader> implements EventLog {
  readonly traits: EventLogTraits;

  protected constructor(protected readonly reader: Reader) {
    this.traits = reader.traits;
  }

  abstract appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]>;
  abstract close(): Promise<void>;

  async append(append: Append): Promise<Extract<AppendOutcome, { kind: 'appended' }>> {
    const [outcome] = await this.appendMany([append]);
    if (outcome?.kind === 'appended') return outcome;
    throw new WrongExpectedVersion(append.stream, append.expected.version, outcome?.actual ?? newStream);
  }

  readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.reader.readStream(stream, afterVersion, limit);
  }

  readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return this.reader.readAll(after, limit);
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return this.reader.follow(after, limit, signal);
  }

  readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    return this.reader.readClear(after, limit, types);
  }

  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch> {
    return this.reader.followClear(after, limit, signal, types);
  }

  head(): Promise<LogHead> {
    return this.reader.head();
  }

  at(position: bigint): Promise<RecordedEvent | undefined> {
    return this.reader.at(position);
  }
}
