import { chainHash } from '#sealing';
import { Bell } from '../bell.js';
import { checkAppend } from '../check-append.js';
import { LogUnavailable, WrongExpectedVersion } from '../event-log.errors.js';
import { newStream } from '../event-log.port.js';
import type {
  Append,
  AppendOutcome,
  ClearEvent,
  EventDraft,
  EventLog,
  LogHead,
  RecordedEvent,
  Stretch,
} from '../event-log.port.js';
import { followLog, stretches, wholeEvents } from '../follow-log.js';

/**
 * The log in memory, for unit tests, written to be read by the author of the next driver: what each method must do
 * stands here in the fewest words. Everything happens in the turn of the event loop it is called in.
 */
export class MemoryEventLog implements EventLog {
  readonly traits = { driver: 'memory', durable: false, gapless: true };
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #bell = new Bell();
  #closed = false;

  /** `clock` answers milliseconds since 1970; it may run backwards, `recordedAt` never does. */
  constructor(private readonly clock: () => number = Date.now) {}

  async append(append: Append): Promise<Extract<AppendOutcome, { kind: 'appended' }>> {
    const [outcome] = await this.appendMany([append]);
    if (outcome?.kind === 'appended') return outcome;
    throw new WrongExpectedVersion(append.stream, append.expected.version, outcome?.actual ?? newStream);
  }

  /** Judged one after the other: a later append of the batch sees what an earlier one wrote. */
  async appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
    this.#assertOpen();
    appends.forEach(checkAppend);
    const outcomes = appends.map((append) => this.#judge(append));
    this.#bell.ring();
    return outcomes;
  }

  async readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]> {
    this.#assertOpen();
    return this.#stream(stream).slice(afterVersion, afterVersion + limit);
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    this.#assertOpen();
    return this.#log.slice(Number(after), Number(after) + limit);
  }

  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    const read = wholeEvents((from, most) => this.readAll(from, most), limit);
    return followLog({ ...read, bell: this.#bell, patience: Infinity }, after, signal);
  }

  async readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    const looked = await this.readAll(after, limit);
    const last = looked.at(-1);
    if (!last) return undefined;
    const events = looked.filter(({ type }) => types?.includes(type) ?? true).map(withoutSealed);
    return { events, upTo: { position: last.position, hash: last.hash }, more: looked.length >= limit };
  }

  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch> {
    const read = stretches((from) => this.readClear(from, limit, types));
    return followLog({ ...read, bell: this.#bell, patience: Infinity }, after, signal);
  }

  async head(): Promise<LogHead> {
    this.#assertOpen();
    const { position, hash } = this.#log.at(-1) ?? { position: 0n, hash: newStream.hash };
    return { position, hash };
  }

  async at(position: bigint): Promise<RecordedEvent | undefined> {
    this.#assertOpen();
    return this.#log[Number(position) - 1];
  }

  /** Wakes those who follow, so that they learn of it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.ring();
  }

  /** The three cases of every append: it stands there already, somebody else was first, or it is written now. */
  #judge({ stream, expected, events }: Append): AppendOutcome {
    const history = this.#stream(stream);
    const written = history.slice(expected.version, expected.version + events.length);
    if (isSameAs(written, events)) return appended(written, true);
    const actual = history.at(-1) ?? newStream;
    if (actual.version !== expected.version || !isEqual(actual.hash, expected.hash)) {
      return { kind: 'refused', actual: { version: actual.version, hash: actual.hash } };
    }
    return appended(
      events.map((draft) => this.#record(stream, history, draft)),
      false,
    );
  }

  #record(stream: string, history: RecordedEvent[], draft: EventDraft): RecordedEvent {
    const previous = history.at(-1) ?? newStream;
    const version = previous.version + 1;
    const recorded: RecordedEvent = Object.freeze({
      ...draft,
      stream,
      version,
      position: BigInt(this.#log.length + 1),
      recordedAt: this.#now(),
      hash: chainHash(previous.hash, stream, version, draft),
    });
    history.push(recorded);
    this.#streams.set(stream, history);
    this.#log.push(recorded);
    return recorded;
  }

  /** Instants have one length, so text order is time order. */
  #now(): string {
    const now = new Date(this.clock()).toISOString();
    const last = this.#log.at(-1)?.recordedAt ?? now;
    return now > last ? now : last;
  }

  #stream(stream: string): RecordedEvent[] {
    return this.#streams.get(stream) ?? [];
  }

  #assertOpen(): void {
    if (this.#closed) throw new LogUnavailable('the log is closed');
  }
}

const withoutSealed = ({ sealed: _, ...clear }: RecordedEvent): ClearEvent => clear;

/** An earlier try is known by its event ids: the sealed bytes may differ, they have new IVs. */
const isSameAs = (written: readonly RecordedEvent[], events: readonly EventDraft[]): boolean =>
  written.length === events.length && events.every(({ id }, index) => written[index]?.id === id);

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function appended(written: readonly RecordedEvent[], repeated: boolean): AppendOutcome {
  const { version, hash, position } = written.at(-1) ?? { ...newStream, position: 0n };
  return { kind: 'appended', tip: { version, hash }, lastPosition: position, repeated };
}
