import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LongAnswer } from '../long-answers/index.js';
import type { PositionTokens } from '../api-parts.js';
import type { Interest } from './interest.js';
import { frame } from './interest.js';
import type { LiveNews, LivePort } from './live.port.js';
import { RecentChanges } from './recent-changes.js';

/** A client that watches. */
export interface Watcher {
  readonly answer: LongAnswer;
  readonly interest: Interest;
  /** What it knew when it came; whatever is now, where that is left out. */
  readonly after: bigint | undefined;
}

interface Watching extends Watcher {
  /** Up to where it was told; `undefined` until it was greeted. */
  told: bigint | undefined;
  waitsToRead: boolean;
}

export interface LiveDeskOptions {
  readonly source: LivePort;
  readonly positions: PositionTokens;
  readonly heartbeatMs: number;
  /** Milliseconds between two tellings: what changes in between is told once. */
  readonly tellEveryMs?: number;
}

/** How long clients are told in one turn of the event loop, in milliseconds: whoever stands at the door waits no longer. */
const longestTurnMs = 0.5;
/** How long changes are still kept when the last client left: it may be back in a moment. */
const lingerMs = 60_000;

/**
 * Tells clients what changes in the queue they watch. Each change is written down once for all who watch the same; what a
 * client has not taken in yet waits nowhere: it is told the last state of each row when it reads again.
 */
export class LiveDesk {
  private readonly watching = new Set<Watching>();
  private readonly recent = new RecentChanges();
  private unwatch: (() => void) | undefined;
  private isHeard = false;
  private telling: Promise<void> = Promise.resolve();
  private due: NodeJS.Timeout | undefined;
  private lingering: NodeJS.Timeout | undefined;
  private lastTold = 0;
  private readonly heart: NodeJS.Timeout;

  constructor(private readonly options: LiveDeskOptions) {
    this.heart = setInterval(() => this.beat(), options.heartbeatMs).unref();
  }

  /** Lets a client watch until it leaves. */
  join(watcher: Watcher): void {
    const watching: Watching = { ...watcher, told: undefined, waitsToRead: false };
    this.watching.add(watching);
    watcher.answer.gone.addEventListener('abort', () => this.leave(watching));
    clearTimeout(this.lingering);
    this.unwatch ??= this.options.source.watch((news) => this.hear(news));
    this.tellSoon();
  }

  /** What a client is told that must begin anew. */
  reset(): string {
    const id = this.options.positions.write(this.recent.top);
    return `id: ${id}\n${frame('reset', JSON.stringify({ position: id }))}`;
  }

  close(): void {
    clearInterval(this.heart);
    clearTimeout(this.due);
    this.rest();
  }

  private leave(watching: Watching): void {
    this.watching.delete(watching);
    if (this.watching.size > 0) return;
    clearTimeout(this.lingering);
    this.lingering = setTimeout(() => this.rest(), lingerMs).unref();
  }

  /** Nobody is there: nothing is kept, and the source need not tell. */
  private rest(): void {
    this.unwatch?.();
    this.unwatch = undefined;
    this.isHeard = false;
    this.recent.beginAt(0n);
  }

  private hear(news: LiveNews): void {
    this.isHeard = true;
    if (!this.recent.add(news)) this.doubtWhoIsAhead(news.since);
    this.tellSoon();
  }

  /** Pages that are copied anew stand further back than they did: what was told of them is not to be built on. */
  private doubtWhoIsAhead(position: bigint): void {
    for (const watching of this.watching) if ((watching.told ?? 0n) > position) watching.told = -1n;
  }

  /** At once after a rest, then at most so often. */
  private tellSoon(): void {
    if (this.due !== undefined || !this.isHeard) return;
    const { tellEveryMs = 100 } = this.options;
    const wait = Math.max(0, this.lastTold + tellEveryMs - performance.now());
    this.due = setTimeout(() => {
      this.due = undefined;
      this.telling = this.telling.then(() => this.tellAll());
    }, wait).unref();
  }

  private async tellAll(): Promise<void> {
    this.lastTold = performance.now();
    const written = new Map<string, Buffer>();
    await this.toEach((watching) => this.tell(watching, written));
  }

  /** In short turns, so that nobody else waits for many. */
  private async toEach(say: (watching: Watching) => void): Promise<void> {
    let turnBegan = performance.now();
    for (const watching of [...this.watching]) {
      if (performance.now() - turnBegan >= longestTurnMs) {
        await nextTurn();
        turnBegan = performance.now();
      }
      say(watching);
    }
  }

  private tell(watching: Watching, written: Map<string, Buffer>): void {
    const { answer, told, interest } = watching;
    if (answer.gone.aborted || watching.waitsToRead) return;
    const { top } = this.recent;
    const from = told ?? watching.after;
    const name = `${told === undefined} ${String(from)} ${top} ${interest.name}`;
    const bytes = written.get(name) ?? Buffer.from(this.framesFor(told, from, interest));
    written.set(name, bytes);
    watching.told = from !== undefined && from > top ? from : top;
    if (bytes.length > 0 && !answer.offer(bytes)) void this.awaitReading(watching);
  }

  /** What a client that knows everything up to `from` is told now. */
  private framesFor(told: bigint | undefined, from: bigint | undefined, interest: Interest): string {
    const id = this.options.positions.write(this.recent.top);
    if (from === undefined) return `id: ${id}\n${frame('ready', JSON.stringify({ position: id }))}`;
    const changes = this.recent.after(from);
    if (changes === undefined) return this.reset();
    const all = [...changes.values()].map((change) => interest.frames(change)).join('');
    if (all === '') return told === undefined ? `id: ${id}\n\n` : '';
    return `${all}id: ${id}\n\n`;
  }

  private async awaitReading(watching: Watching): Promise<void> {
    watching.waitsToRead = true;
    await watching.answer.drained();
    watching.waitsToRead = false;
    this.tellSoon();
  }

  /** The last position is all a client must remember to come back without a hole. */
  private beat(): void {
    void this.toEach(({ answer, told, waitsToRead }) => {
      if (told !== undefined && !waitsToRead)
        answer.offer(Buffer.from(`id: ${this.options.positions.write(told)}\n\n`));
    });
  }
}
