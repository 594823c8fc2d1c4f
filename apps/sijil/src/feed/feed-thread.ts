import type { FeedPort, FeedPortion, FeedQuestion } from '#apps/api';
import { LogUnavailable } from '#event-log';
import { FaultElsewhere } from '../intake/intake-thread.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { FeedBeginning, FeedWord, ToFeed } from './feed-messages.js';

interface Asker {
  readonly told: (portion: FeedPortion) => void;
  readonly failed: (fault: Error) => void;
}

const feedWorker = new URL('./feed.worker.js', import.meta.url);

/** The feed read on a thread of its own, which begins with the first reader. */
export class FeedThread implements FeedPort {
  private thread: KeptThread<FeedWord> | undefined;
  private readonly askers = new Map<number, Asker>();
  private asked = 0;

  constructor(
    private readonly beginning: FeedBeginning,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  async next(question: FeedQuestion, signal: AbortSignal, patienceMs: number): Promise<FeedPortion> {
    const ask = (this.asked += 1);
    const forget = () => this.tell({ forget: ask });
    signal.addEventListener('abort', forget);
    try {
      return await new Promise((told, failed) => {
        this.askers.set(ask, { told, failed });
        if (!this.tell({ ask, question, patienceMs: signal.aborted ? 0 : patienceMs })) this.turnAway();
      });
    } finally {
      this.askers.delete(ask);
      signal.removeEventListener('abort', forget);
    }
  }

  async stop(): Promise<void> {
    await this.thread?.stop();
    this.turnAway();
  }

  private tell(message: ToFeed): boolean {
    this.thread ??= new KeptThread<FeedWord>({
      name: 'feed',
      module: feedWorker,
      beginning: () => ({ workerData: this.beginning }),
      hear: (word) => this.hear(word),
      onFault: this.onFault,
      onEnd: () => this.turnAway(),
    });
    return this.thread.tell(message);
  }

  private hear(word: FeedWord): void {
    this.thread?.provenWell();
    const asker = this.askers.get(word.answered);
    if ('refusal' in word) asker?.failed(new FaultElsewhere(word.refusal));
    else asker?.told(word.portion);
  }

  /** Whoever asked a thread that is gone may ask the next. */
  private turnAway(): void {
    for (const { failed } of this.askers.values()) failed(new LogUnavailable('the feed is beginning anew'));
    this.askers.clear();
  }
}
