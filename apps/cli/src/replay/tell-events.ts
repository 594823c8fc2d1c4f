import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeskClient } from '../desk/index.js';
import type { Progress } from '../terminal/index.js';
import { waitBefore } from './pace.js';
import type { Speed } from './pace.js';

/** Which part of the log is told again, where to, and how fast. */
export interface Telling {
  readonly desk: DeskClient;
  /** Instants at which events were recorded, both included; all where they are left out. */
  readonly from?: string;
  readonly to?: string;
  readonly speed: Speed;
  /** Texts of customers and agents are opened, as far as the key may read them. */
  readonly text: boolean;
  readonly out: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Last event of the log, in digits: what the progress goes up to. */
  readonly head: string;
}

/** A line of the feed: a record, where the answer ended, or what ended it. */
type Line =
  | { readonly id: string; readonly recordedAt: string }
  | { readonly bookmark: string; readonly atHead: boolean }
  | { readonly problem: { readonly code: string; readonly detail: string } };

/** Records asked for at once. */
const portion = 5_000;

/**
 * Writes recorded events as lines (NDJSON), in the order of the log, as the feed tells them; answers how many.
 * Errors: those of `DeskClient`, and the reason of the signal.
 */
export async function tellEvents(telling: Telling): Promise<number> {
  const teller = new Teller(telling);
  let after: string | undefined;
  for (;;) {
    const bookmark = await teller.portion(after);
    if (bookmark === undefined || bookmark === after) return teller.told;
    after = bookmark;
  }
}

class Teller {
  told = 0;
  private read = 0;
  private began: { readonly first: number; readonly begunAt: number } | undefined;

  constructor(private readonly telling: Telling) {}

  /** Tells what comes after; answers where to go on, and nothing where it is over. */
  async portion(after: string | undefined): Promise<string | undefined> {
    const { desk, text } = this.telling;
    const query = { after, limit: portion, follow: 'false', text: String(text) };
    for await (const line of desk.told<Line>('/v1/feed', query)) {
      if ('problem' in line) throw new Error(`${line.problem.code}: ${line.problem.detail}`);
      if ('bookmark' in line) return line.atHead ? undefined : line.bookmark;
      if (!(await this.tell(line))) return undefined;
    }
    return undefined;
  }

  /** Whether more can follow: the log's clock never runs backwards. */
  private async tell(record: { readonly recordedAt: string }): Promise<boolean> {
    const { from = '', to, progress, head } = this.telling;
    if (to !== undefined && record.recordedAt > to) return false;
    this.read += 1;
    progress.show(this.read, Number(head), `${this.read} events`);
    if (record.recordedAt < from) return true;
    await this.wait(Date.parse(record.recordedAt));
    await this.write(`${JSON.stringify(record)}\n`);
    this.told += 1;
    return true;
  }

  private async wait(then: number): Promise<void> {
    const { speed, signal } = this.telling;
    signal.throwIfAborted();
    if (speed === Infinity) return;
    this.began ??= { first: then, begunAt: Date.now() };
    const milliseconds = waitBefore(speed, { ...this.began, then, now: Date.now() });
    if (milliseconds > 0) await pause(milliseconds, undefined, { signal });
  }

  /** Whoever reads the lines says how fast they are written. */
  private async write(line: string): Promise<void> {
    const { out, signal } = this.telling;
    if (!out.write(line)) await once(out, 'drain', { signal });
  }
}
