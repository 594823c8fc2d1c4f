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
}

const readAtOnce = 1000;

/**
 * States of recently used streams, kept by version: what is not here is read from the log, what is behind is read on.
 * Holds at most `capacity` streams; the one not used for longest goes first.
 */
export class StreamCache<State> {
  private readonly recent = new Map<string, Loaded<State>>();

  constructor(
    private readonly log: EventLogReader,
    private readonly fold: StreamFold<State>,
    private readonly capacity: number,
  ) {}

  /** The state at the end of the stream, as far as this process knows; a refused append says when it is not. */
  async load(stream: string): Promise<Loaded<State>> {
    const known = this.recent.get(stream);
    if (!known) return this.readOn(stream, { state: this.fold.empty(stream), tip: newStream });
    this.keep(stream, known);
    return known;
  }

  /** Reads what others appended since. */
  async refresh(stream: string): Promise<Loaded<State>> {
    return this.readOn(stream, this.recent.get(stream) ?? { state: this.fold.empty(stream), tip: newStream });
  }

  keep(stream: string, loaded: Loaded<State>): void {
    this.recent.delete(stream);
    this.recent.set(stream, loaded);
    const oldest = this.recent.size > this.capacity ? this.recent.keys().next().value : undefined;
    if (oldest !== undefined) this.recent.delete(oldest);
  }

  /** After an append whose outcome is not known, or a state that may have been folded ahead of the log. */
  forget(stream: string): void {
    this.recent.delete(stream);
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
