import type { EventLogReader, RecordedEvent } from '#event-log';
import { newStream } from '#event-log';
import type { Loaded } from './loaded.js';
import type { StreamSnapshots } from './stream-snapshots.js';

/** How a kind of stream is folded. */
export interface StreamFold<State> {
  empty(stream: string): State;
  evolve(state: State, event: RecordedEvent): State;
  /** The same state, of which a snapshot is cheaper to make, now and after the next events. */
  compact(state: State): State;
  /** What a state takes in memory at this version of its stream, about. */
  bytesOf(state: State, version: number): number;
}

/** What is remembered of a stream. */
interface Remembered<State> extends Loaded<State> {
  /** Version of the last snapshot that was kept of it, as far as it is known here; 0 for none. */
  readonly keptAt: number;
}

const readAtOnce = 1000;
/** Nearly all streams end within so many events; only for one that does not a snapshot is looked for. */
const firstLook = 100;
/** How far a stream grows from one snapshot to the next: as much as is read in one go. */
const snapshotEvery = 1000;

/**
 * States of recently used streams, kept by version: what is not here is read from the log, what is behind is read on.
 * Bounded by `capacity`, in bytes of states; the stream not used for longest goes first. Long streams are read from their
 * last snapshot on, where there are `snapshots`, and kept there now and then.
 */
export class StreamCache<State> {
  private readonly recent = new Map<string, Remembered<State>>();
  private bytes = 0;

  constructor(
    private readonly log: EventLogReader,
    private readonly fold: StreamFold<State>,
    private readonly capacity: number,
    private readonly snapshots?: StreamSnapshots,
  ) {}

  /** Streams remembered now. */
  get size(): number {
    return this.recent.size;
  }

  /** The state at the end of the stream, as far as this process knows; a refused append says when it is not. */
  async load(stream: string): Promise<Loaded<State>> {
    const known = this.recent.get(stream);
    if (!known) return this.refresh(stream);
    this.recent.delete(stream);
    this.recent.set(stream, known);
    return known;
  }

  /** Reads what others appended since. */
  async refresh(stream: string): Promise<Loaded<State>> {
    const known = this.recent.get(stream);
    const read = await this.readOn(stream, known ?? { state: this.fold.empty(stream), tip: newStream, keptAt: 0 });
    if (read.tip.version > 0) this.remember(stream, read);
    return { state: read.state, tip: read.tip };
  }

  /** Remembers it, unless something younger is remembered already: a slow reader does not turn the clock back. */
  keep(stream: string, loaded: Loaded<State>): void {
    this.remember(stream, { ...loaded, keptAt: this.recent.get(stream)?.keptAt ?? 0 });
  }

  /** After an append whose outcome is not known here. */
  forget(stream: string): void {
    const known = this.recent.get(stream);
    if (!known) return;
    this.recent.delete(stream);
    this.bytes -= this.bytesOf(known);
  }

  private remember(stream: string, loaded: Remembered<State>): void {
    const known = this.recent.get(stream);
    const younger = known && known.tip.version > loaded.tip.version ? known : this.withSnapshot(stream, loaded);
    this.forget(stream);
    this.recent.set(stream, younger);
    this.bytes += this.bytesOf(younger);
    for (const [oldest] of this.recent) {
      if (this.bytes <= this.capacity || oldest === stream) return;
      this.forget(oldest);
    }
  }

  /** Where the stream has grown enough since the last one, the next snapshot is on its way. */
  private withSnapshot(stream: string, loaded: Remembered<State>): Remembered<State> {
    const { state, tip, keptAt } = loaded;
    if (!this.snapshots || tip.version - keptAt < snapshotEvery) return loaded;
    const compact = { state: this.fold.compact(state), tip };
    return { ...compact, keptAt: this.snapshots.keep(stream, compact) ? tip.version : keptAt };
  }

  private bytesOf({ state, tip }: Loaded<State>): number {
    return this.fold.bytesOf(state, tip.version);
  }

  private async readOn(stream: string, from: Remembered<State>): Promise<Remembered<State>> {
    const atFirst = from.tip.version === 0 ? firstLook : readAtOnce;
    let read = await this.folded(stream, from, atFirst);
    if (read.tip.version - from.tip.version < atFirst) return read;
    const snapshot = await this.snapshots?.find<State>(stream);
    if (snapshot && snapshot.tip.version > read.tip.version) read = { ...snapshot, keptAt: snapshot.tip.version };
    for (;;) {
      const before = read.tip.version;
      read = await this.folded(stream, read, readAtOnce);
      if (read.tip.version - before < readAtOnce) return read;
      read = { ...read, state: this.fold.compact(read.state) };
    }
  }

  /** With the next events of the stream, at most `limit`. */
  private async folded(stream: string, from: Remembered<State>, limit: number): Promise<Remembered<State>> {
    const events = await this.log.readStream(stream, from.tip.version, limit);
    const last = events.at(-1);
    if (!last) return from;
    const state = events.reduce((folded, event) => this.fold.evolve(folded, event), from.state);
    return { ...from, state, tip: { version: last.version, hash: last.hash } };
  }
}
