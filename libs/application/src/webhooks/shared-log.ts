import type { ClearEvent, EventLogReader, LogHead, RecordedEvent, Stretch } from '#event-log';
import { RecentStretch } from './recent-stretch.js';

/** What is kept for all who are near the head of the log; sealed bytes count. */
const most = { events: 1_000, bytes: 8 * 1024 * 1024 };

/** Whoever waits for news. */
interface Waiter {
  readonly told: () => void;
  readonly failed: (fault: unknown) => void;
}

/**
 * A log that several follow at once: near its head it is read once for all of them, and watched once. Who is far behind
 * reads for himself until he is near. What is known of its end may be a moment old; whoever is at it waits for `news`,
 * which asks the log.
 */
export class SharedLog implements Pick<EventLogReader, 'traits' | 'readAll' | 'readClear' | 'head' | 'at'> {
  readonly traits;
  private readonly whole: RecentStretch<RecordedEvent>;
  private readonly clear: RecentStretch<ClearEvent>;
  private readonly waiters = new Set<Waiter>();
  private watching: AbortController | undefined;

  constructor(
    private readonly log: Pick<EventLogReader, 'traits' | 'readAll' | 'readClear' | 'head' | 'at' | 'follow'>,
  ) {
    this.traits = log.traits;
    this.whole = new RecentStretch({ read: (after, limit) => this.readWhole(after, limit), weigh: bytesOf, most });
    this.clear = new RecentStretch({
      read: (after, limit) => this.readWithoutParts(after, limit),
      weigh: () => 0,
      most,
    });
  }

  async readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    return (await this.whole.from(after, limit)) ?? this.log.readAll(after, limit);
  }

  async readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined> {
    const events = await this.clear.from(after, limit);
    if (events === undefined) return this.log.readClear(after, limit, types);
    const last = events.at(-1);
    if (last === undefined) return undefined;
    const wanted = types === undefined ? events : events.filter(({ type }) => types.includes(type));
    const { position, hash } = last;
    return { events: wanted, upTo: { position, hash }, more: this.clear.last?.position !== position };
  }

  async head(): Promise<LogHead> {
    const { upTo } = this;
    return [this.whole.last, this.clear.last].find((last) => last?.position === upTo) ?? this.log.head();
  }

  async at(position: bigint): Promise<RecordedEvent | undefined> {
    return this.whole.at(position) ?? this.log.at(position);
  }

  /** Resolves once the log holds more than what is behind `after`, or when the signal aborts. Errors: those of the log. */
  async news(after: bigint, signal: AbortSignal): Promise<void> {
    if (this.upTo > after) return this.grewBehind(after);
    if (signal.aborted) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { told: () => resolve(), failed: reject };
    this.waiters.add(waiter);
    signal.addEventListener('abort', waiter.told);
    this.watching ??= this.watch(after);
    await promise.finally(() => this.leave(waiter, signal));
  }

  /** The log is watched as long as anybody waits. */
  private leave(waiter: Waiter, signal: AbortSignal): void {
    signal.removeEventListener('abort', waiter.told);
    this.waiters.delete(waiter);
    if (this.waiters.size > 0) return;
    this.watching?.abort();
    this.watching = undefined;
  }

  private get upTo(): bigint {
    const { whole, clear } = this;
    return whole.upTo > clear.upTo ? whole.upTo : clear.upTo;
  }

  private grewBehind(position: bigint): void {
    for (const stretch of [this.whole, this.clear]) stretch.grewBehind(position);
  }

  /** Tells all who wait of the next event, and is over with that. */
  private watch(after: bigint): AbortController {
    const over = new AbortController();
    const ended = (tell: (waiter: Waiter) => void) => {
      if (this.watching !== over) return;
      this.watching = undefined;
      this.grewBehind(this.upTo);
      this.waiters.forEach(tell);
    };
    nextBehind(this.log, after, over.signal).then(
      () => ended(({ told }) => told()),
      (fault: unknown) => ended(({ failed }) => failed(fault)),
    );
    return over;
  }

  private async readWhole(after: bigint, limit: number) {
    const events = await this.log.readAll(after, limit);
    return { events, upTo: events.at(-1)?.position ?? after, more: events.length === limit };
  }

  private async readWithoutParts(after: bigint, limit: number) {
    const stretch = await this.log.readClear(after, limit);
    return stretch === undefined
      ? { events: [], upTo: after, more: false }
      : { events: stretch.events, upTo: stretch.upTo.position, more: stretch.more };
  }
}

async function nextBehind(log: Pick<EventLogReader, 'follow'>, after: bigint, signal: AbortSignal): Promise<void> {
  for await (const _ of log.follow(after, 1, signal)) return;
}

const bytesOf = ({ sealed }: RecordedEvent): number =>
  Object.values(sealed).reduce((sum, { bytes }) => sum + (bytes?.byteLength ?? 0), 0);
