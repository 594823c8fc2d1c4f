import type { PositionTokens } from '../api-parts.js';
import type { LongAnswer } from '../long-answers/index.js';
import { problemOf } from '../problems/index.js';
import type { FeedPort, FeedPortion, FeedQuestion } from './feed.port.js';

/** What a reader is told, and for how long. */
export interface FeedReading {
  readonly feed: FeedPort;
  readonly question: FeedQuestion;
  readonly positions: PositionTokens;
  /** Waits for what is recorded next instead of ending at the end of the log. */
  readonly follows: boolean;
  /** A client that follows hears of nothing new at least so often. */
  readonly heartbeatMs: number;
}

/** Only what is found in many events is sent at once: a rare type would otherwise leave its reader without a sign of life. */
const silentPortions = 40;

/**
 * Tells the feed to one client, portion by portion: the next is read only when the client took the last. Each answer
 * ends with a bookmark, and one that follows has them for heartbeats: everything up to a bookmark was told.
 */
export class FeedReader {
  private after: bigint;
  private left: number;
  private silence = 0;

  constructor(private readonly reading: FeedReading) {
    this.after = reading.question.after;
    this.left = reading.question.limit;
  }

  /** The first portion, asked for before the answer begins: what is wrong with the question is still a refusal. */
  first(): Promise<FeedPortion> {
    return this.portion(new AbortController().signal, 0);
  }

  /** Tells everything from the first portion on. */
  async tell(answer: LongAnswer, first: FeedPortion): Promise<void> {
    try {
      await this.tellPortions(answer, first);
    } catch (fault) {
      if (!answer.gone.aborted) await answer.write(this.problemIn(fault));
    }
    answer.end();
  }

  private async tellPortions(answer: LongAnswer, first: FeedPortion): Promise<void> {
    for (let portion = first; ; portion = await this.portion(answer.gone, this.patience)) {
      await this.tellPortion(answer, portion);
      if (answer.gone.aborted) return;
      const isOver = this.left === 0 || (portion.atHead && !this.reading.follows);
      if (isOver) return answer.write(this.bookmark(portion.atHead));
    }
  }

  private async tellPortion(answer: LongAnswer, { bytes, records, upTo, atHead }: FeedPortion): Promise<void> {
    this.after = upTo;
    this.left -= records;
    this.silence = records > 0 ? 0 : this.silence + 1;
    if (records > 0) await answer.write(bytes);
    else if (this.reading.follows && (atHead || this.silence % silentPortions === 0)) {
      await answer.write(this.bookmark(atHead));
    }
  }

  private get patience(): number {
    return this.reading.follows ? this.reading.heartbeatMs : 0;
  }

  private portion(signal: AbortSignal, patienceMs: number): Promise<FeedPortion> {
    const { feed, question } = this.reading;
    return feed.next({ ...question, after: this.after, limit: this.left }, signal, patienceMs);
  }

  private bookmark(atHead: boolean): Buffer {
    const token = this.reading.positions.write(this.after);
    const said = JSON.stringify({ bookmark: token, atHead });
    return Buffer.from(this.isSse ? `id: ${token}\nevent: bookmark\ndata: ${said}\n\n` : `${said}\n`);
  }

  /** The status line is long gone: the problem is the last that is said. */
  private problemIn(fault: unknown): Buffer {
    const said = JSON.stringify({ problem: problemOf(fault) });
    return Buffer.from(this.isSse ? `event: problem\ndata: ${said}\n\n` : `${said}\n`);
  }

  private get isSse(): boolean {
    return this.reading.question.form === 'sse';
  }
}
