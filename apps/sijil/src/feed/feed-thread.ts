import type { FeedPort, FeedPortion, FeedQuestion } from '#apps/api';
import type { DeskStore } from '#desk-store';
import { LogUnavailable } from '#event-log';
import { FaultElsewhere } from '../intake/intake-thread.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { Beginning } from '../threads/kept-thread.js';
import type { FeedBeginning, FeedWord, ToFeed } from './feed-messages.js';

interface Asker {
  readonly told: (portion: FeedPortion) => void;
  readonly failed: (fault: Error) => void;
}

export interface FeedThreadOptions {
  readonly beginning: Omit<FeedBeginning, 'deskBranch' | 'delivers'>;
  /** Webhooks lie in it. */
  readonly desk: Pick<DeskStore, 'branch'>;
  readonly onFault: (where: string, fault: unknown) => void;
}

const feedWorker = new URL('./feed.worker.js', import.meta.url);

/** The feed read on a thread of its own, which begins with the first reader, or the first webhook that is not paused. */
export class FeedThread implements FeedPort {
  private thread: KeptThread<FeedWord> | undefined;
  private readonly askers = new Map<number, Asker>();
  private asked = 0;
  private delivers = false;

  constructor(private readonly options: FeedThreadOptions) {}

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

  /** Looks at the webhooks at once, and from now on whenever the thread begins. */
  deliver(): void {
    this.delivers = true;
    this.tell('deliver');
  }

  async stop(): Promise<void> {
    await this.thread?.stop();
    this.turnAway();
  }

  private tell(message: ToFeed): boolean {
    this.thread ??= new KeptThread<FeedWord>({
      name: 'feed',
      module: feedWorker,
      beginning: () => this.beginning(),
      hear: (word) => this.hear(word),
      onFault: (fault) => this.options.onFault('feed', fault),
      onEnd: () => this.turnAway(),
    });
    return this.thread.tell(message);
  }

  private beginning(): Beginning {
    const deskBranch = this.options.desk.branch?.();
    const workerData: FeedBeginning = { ...this.options.beginning, deskBranch, delivers: this.delivers };
    return { workerData, transfer: deskBranch ? [deskBranch] : [] };
  }

  private hear(word: FeedWord): void {
    if ('fault' in word) return this.options.onFault(word.where, new FaultElsewhere(word.fault));
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
