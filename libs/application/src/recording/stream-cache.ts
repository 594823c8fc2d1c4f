import type { EventLogReader, RecordedEvent, StreamTip } from '#event-log';
import { newStream } from '#event-log';

/** A stream as far as it was read: its folded state and where it ends. */
export interface Loaded<State> {
  readonly state: State;
  readonly tip: StreamTip;
}

/** How a kind of stream is folded. */
export interface StreamFold<State> {
  empty(stream: string): State;
  evolve(state: State, event: RecordedEvent): State;
  /** What a state takes in memory at this version of its stream, about. */
  bytesOf(state: State, version: number): number;
}

const readAtOnce = 1000;

/**
 * States of recently used streams, kept by version: what is not here is read from the log, what is behind is read on.
 * Bounded by `capacity`, in bytes of states; the stream not used for longest goes first.
 */
export class StreamCache<State> {
  private readonly recent = new Map<string, Loaded<State>>();
  private bytes = 0;

  constructor(
    private readonly log: EventLogReader,
    private readonly fold: StreamFold<State>,
    private readonly capacity: number,
  ) {}

  /** Streams remembered now. */
  get size(): number {
    return this.recent.size;
  }

  /** The state at the end of the stream, as far as this process knows; a refused append says when it is not. */
  async load(stream: string): Promise<Loaded<State>> {
    const known = this.recent.get(stream);
    if (!known) return this.readOn(stream, this.unread(stream));
    this.keep(stream, known);
    return known;
  }

  /** Reads what others appended since. */
  async refresh(stream: string): Promise<Loaded<State>> {
    return this.readOn(stream, this.recent.get(stream) ?? this.unread(stream));
  }

  /** Remembers it, unless something younger is remembered already: a slow reader does not turn the clock back. */
  keep(stream: string, loaded: Loaded<State>): void {
    const known = this.recent.get(stream);
    const younger = known && known.tip.version > loaded.tip.version ? known : loaded;
    this.forget(stream);
    this.recent.set(stream, younger);
    this.bytes += this.bytesOf(younger);
    for (const [oldest] of this.recent) {
      if (this.bytes <= this.capacity || oldest === stream) return;
      this.forget(oldest);
    }
  }

  /** After an append whose outcome is not known here. */
  forget(stream: string): void {
    const known = this.recent.get(stream);
    if (!known) return;
    this.recent.delete(stream);
    this.bytes -= this.bytesOf(known);
  }

  private bytesOf({ state, tip }: Loaded<State>): number {
    return this.fold.bytesOf(state, tip.version);
  }

  private unread(stream: string): Loaded<State> {
    return { state: this.fold.empty(stream), tip: newStream };
  }

  private async readOn(stream: string, from: Loaded<State>): Promise<Loaded<State>> {
    let { state, tip } = from;
    for (;;) {
      const events = await this.log.readStream(stream, tip.version, readAtOnce);
      for (const event of events) state = this.fold.evolve(state, event);
      const last = events.at(-1);
      if (last) tip = { version: last.version, hash: last.hash };
      if (events.length < readAtOnce) break;
    }
    const loaded = { state, tip };
    if (tip.version > 0) this.keep(stream, loaded);
    return loaded;
  }
}
