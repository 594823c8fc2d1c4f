import { jsonEvent } from '@eventstore/db-client';
import type { AppendResult, EventData, JSONType, ResolvedEvent } from '@eventstore/db-client';
import { AppendMalformed, LogDamaged, LogOutcomeUnknown, LogUnavailable } from '../event-log.errors.js';
import type { Append, AppendOutcome, RecordedEvent, StreamTip } from '../event-log.port.js';
import { newStream } from '../event-log.port.js';
import { RecentlyUsed } from '../recently-used.js';
import type { EventStoreDbLogReader } from './eventstoredb-log-reader.js';
import { givingUpAt, pauseBefore, rest } from './perseverance.js';
import { appendFaultOf, isDenied, reasonOf } from './server-faults.js';
import type { PackedAppend, Stored } from './stored-event.js';

/** Streams whose tips are remembered; each is about 200 bytes. */
const remembered = 20_000;

/**
 * Appends to one stream at a time. The server checks the revision, not the hash, and does not say whether it had seen an
 * append before; so a stream whose tip is not known here is looked at first, and again whenever an append was turned away
 * or nobody knows what became of it. What was not found there is appended again, with the same ids.
 */
export class StreamWriter {
  /** Every version of a stream has one hash for ever: a tip that was true stays a true fact about its version. */
  readonly #tips = new RecentlyUsed<string, StreamTip>(remembered);
  /** Streams of which nobody knows what became of the last append. */
  readonly #inDoubt = new Set<string>();
  /** The last position this writer knows of: an append that stands before it is an older one. */
  #lastPosition = 0n;

  constructor(private readonly reader: EventStoreDbLogReader) {}

  /** A version of a stream that was read. */
  learn({ stream, version, hash, position }: RecordedEvent): void {
    if (version >= (this.#tips.get(stream)?.version ?? 0)) this.#tips.set(stream, { version, hash });
    this.learnPosition(position);
  }

  learnPosition(position: bigint): void {
    if (position > this.#lastPosition) this.#lastPosition = position;
  }

  /** Errors: those of the port's `append` but `WrongExpectedVersion`. */
  async append(packed: PackedAppend): Promise<AppendOutcome> {
    const { stream } = packed.append;
    const outcome = await this.#persevere(packed, !this.#knows(packed.append));
    this.#inDoubt.delete(stream);
    if (outcome.kind === 'appended') this.learnPosition(outcome.lastPosition);
    this.#tips.set(stream, outcome.kind === 'appended' ? outcome.tip : outcome.actual);
    return outcome;
  }

  /**
   * Where an event stands. Reads of one stream tell no position, answers to appends do: what stands there is sent again,
   * which writes nothing.
   */
  async positionOf({ stream, version }: Pick<RecordedEvent, 'stream' | 'version'>): Promise<bigint> {
    const there = await this.reader.readStored(stream, version - 1, 1);
    return this.#positionOf({ stream, expected: { version: version - 1 } }, there);
  }

  #knows({ stream, expected }: Append): boolean {
    if (this.#inDoubt.has(stream)) return false;
    const { version, hash } = this.#tips.get(stream) ?? newStream;
    return version === expected.version && Buffer.compare(hash, expected.hash) === 0;
  }

  async #persevere(packed: PackedAppend, looksFirst: boolean): Promise<AppendOutcome> {
    const { connection } = this.reader;
    const end = givingUpAt(connection);
    for (let attempt = 0, mayStand = false; ; attempt += 1) {
      try {
        const judged = looksFirst || attempt > 0 ? await this.#judge(packed.append) : undefined;
        return judged ?? (await this.#write(packed));
      } catch (fault) {
        const kind = fault instanceof LogUnavailable ? 'nothing written' : appendFaultOf(fault);
        if (fault instanceof LogDamaged) throw fault;
        if (kind === 'too large') throw new AppendMalformed(packed.append.stream, reasonOf(fault));
        if (kind === 'deleted') throw new LogDamaged(`the stream ${packed.append.stream} was deleted`);
        mayStand ||= kind === 'unknown';
        if (mayStand) this.#inDoubt.add(packed.append.stream);
        if (isDenied(fault) || connection.closing.aborted || performance.now() > end) {
          throw mayStand ? new LogOutcomeUnknown(reasonOf(fault)) : new LogUnavailable(reasonOf(fault));
        }
        if (kind !== 'taken') await rest(connection, pauseBefore(attempt));
      }
    }
  }

  async #write({ append, events, tip }: PackedAppend): Promise<AppendOutcome> {
    const before = this.#lastPosition;
    const { position } = await this.#send(append, events);
    const lastPosition = position?.commit ?? (await this.reader.head()).position;
    return { kind: 'appended', tip, lastPosition, repeated: lastPosition <= before };
  }

  async #positionOf(append: Place, written: readonly Stored[]): Promise<bigint> {
    const again = written.map(({ resolved }) => sentAgain(resolved));
    const { position } = again.length > 0 ? await this.#send(append, again) : {};
    return position?.commit ?? (await this.reader.head()).position;
  }

  #send({ stream, expected: { version } }: Place, events: EventData[]): Promise<AppendResult> {
    const { connection } = this.reader;
    const expected = version === 0 ? 'no_stream' : BigInt(version - 1);
    return connection.append(connection.place.prefix + stream, expected, events);
  }

  /** What stands where this append should: it, by an earlier try; or something else; or nothing (`undefined`). */
  async #judge(append: Append): Promise<AppendOutcome | undefined> {
    const { stream, expected, events } = append;
    const from = Math.max(expected.version - 1, 0);
    const enough = events.length + 16;
    const there = await this.reader.readStored(stream, from, enough);
    const written = there.filter(({ event }) => event.version > expected.version).slice(0, events.length);
    if (isSameAs(written, append)) return this.#repeated(append, written);
    const tip =
      expected.version === 0 ? newStream : there.find(({ event }) => event.version === expected.version)?.event;
    const isFree = written.length === 0 && tip && Buffer.compare(tip.hash, expected.hash) === 0;
    if (isFree) return undefined;
    const last = there.length > 0 && there.length < enough ? there.at(-1)?.event : await this.reader.tipOf(stream);
    return { kind: 'refused', actual: { version: last?.version ?? 0, hash: last?.hash ?? newStream.hash } };
  }

  async #repeated(append: Append, written: readonly Stored[]): Promise<AppendOutcome> {
    const { version, hash } = written.at(-1)?.event ?? newStream;
    const lastPosition = await this.#positionOf(append, written);
    return { kind: 'appended', tip: { version, hash }, lastPosition, repeated: true };
  }
}

/** Behind which version of which stream something is sent. */
interface Place {
  readonly stream: string;
  readonly expected: Pick<StreamTip, 'version'>;
}

/** An earlier try is known by its event ids: the sealed bytes may differ, they have new IVs. */
const isSameAs = (written: readonly Stored[], { events }: Append): boolean =>
  written.length === events.length && events.every(({ id }, at) => written[at]?.event.id === id);

function sentAgain({ event }: ResolvedEvent): EventData {
  const { id, type, data, metadata } = event ?? { id: '', type: '', data: {} };
  return jsonEvent({ id, type, data: data as JSONType, metadata: metadata as JSONType });
}
