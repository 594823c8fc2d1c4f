/** Something that has its place in the log. */
interface Placed {
  readonly position: bigint;
}

/** What one reading brought: everything behind where it began, up to `upTo`. */
export interface Reading<Event> {
  readonly events: readonly Event[];
  readonly upTo: bigint;
  /** There may be more behind it already. */
  readonly more: boolean;
}

export interface RecentStretchOptions<Event> {
  /** Reads the log. */
  readonly read: (after: bigint, limit: number) => Promise<Reading<Event>>;
  /** What an event weighs, in bytes. */
  readonly weigh: (event: Event) => number;
  /** What is kept at most, the last that was read. */
  readonly most: { readonly events: number; readonly bytes: number };
}

/** Events read at once. Who is further ahead of the stretch than that begins it anew. */
const readAtOnce = 200;

/**
 * The stretch of a log that was read last, for several readers who are near each other: each event is read once for all of
 * them, and whoever asks while it is being read is given the same. Nobody is waited for: what is too much falls off at the
 * far end, and who stands there reads for himself.
 */
export class RecentStretch<Event extends Placed> {
  /** All there is behind `begin` and up to `end`, in order. */
  private events: Event[] = [];
  private begin: bigint | undefined;
  private end = 0n;
  private bytes = 0;
  private isAtEnd = false;
  private reading: Promise<void> | undefined;

  constructor(private readonly options: RecentStretchOptions<Event>) {}

  /** Up to where it was read. */
  get upTo(): bigint {
    return this.end;
  }

  /** The last event of the log, as far as that is known; `undefined` where there may be more, or nothing is kept. */
  get last(): Event | undefined {
    return this.isAtEnd ? this.events.at(-1) : undefined;
  }

  /** The log has more than what lies up to `position`. */
  grewBehind(position: bigint): void {
    if (position >= this.end) this.isAtEnd = false;
  }

  /**
   * Events behind `after`, at most `limit`; fewer only where the log had no more when it was read last. `undefined` for
   * whoever stands behind the stretch. Errors: those of the log.
   */
  async from(after: bigint, limit: number): Promise<readonly Event[] | undefined> {
    if (this.begin === undefined || after > this.end + BigInt(readAtOnce)) this.beginAt(after);
    // Whoever knows a later place knows that the log has grown.
    if (after > this.end) this.isAtEnd = false;
    while (after >= (this.begin ?? 0n)) {
      const start = this.placeBehind(after);
      if (this.isAtEnd || this.events.length - start >= limit) return this.events.slice(start, start + limit);
      await (this.reading ??= this.readOn().finally(() => (this.reading = undefined)));
    }
    return undefined;
  }

  /** The event at a position, where it is kept. */
  at(position: bigint): Event | undefined {
    const event = this.events[this.placeBehind(position - 1n)];
    return event?.position === position ? event : undefined;
  }

  private beginAt(position: bigint): void {
    [this.events, this.bytes, this.isAtEnd] = [[], 0, false];
    [this.begin, this.end] = [position, position];
  }

  private async readOn(): Promise<void> {
    const { end } = this;
    const { events, upTo, more } = await this.options.read(end, readAtOnce);
    if (this.end !== end) return;
    for (const event of events) this.bytes += this.options.weigh(event);
    this.events.push(...events);
    [this.end, this.isAtEnd] = [upTo, !more];
    this.letGo();
  }

  private letGo(): void {
    const { weigh, most } = this.options;
    let gone = Math.max(0, this.events.length - most.events);
    for (const event of this.events.slice(0, gone)) this.bytes -= weigh(event);
    for (; this.bytes > most.bytes; gone += 1) this.bytes -= weigh(this.events[gone] as Event);
    this.begin = this.events[gone - 1]?.position ?? this.begin;
    this.events.splice(0, gone);
  }

  /** Where in `events` the first one behind a position stands. */
  private placeBehind(position: bigint): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.position ?? 0n) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
