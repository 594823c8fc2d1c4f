import { randomUUID } from 'node:crypto';
import type { ChatWindows } from '#apps/api';
import { firstReply } from '#application';
import type { ChatPush, PushOutcome } from '#channels';
import { Background } from '../desk/background.js';
import { FaultElsewhere } from '../intake/intake-thread.js';
import type { IntakeUrls } from '../intake/intake-messages.js';
import type { Stores } from '../stores/stores.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { Beginning } from '../threads/kept-thread.js';
import type { OutboxBeginning, OutboxWord, ToOutbox } from './outbox-messages.js';

export interface OutboxThreadOptions {
  readonly urls: IntakeUrls;
  readonly stores: Pick<Stores, 'desk' | 'log'>;
  readonly windows: Pick<ChatWindows, 'push'>;
  readonly onFault: (where: string, fault: unknown) => void;
}

const outboxWorker = new URL('./outbox.worker.js', import.meta.url);

/**
 * The outbox on a thread of its own, for no mail it writes may hold up the door. The thread begins with the first reply:
 * a desk that nobody answers from goes without.
 */
export class OutboxThread {
  /** Names it among processes that share the sending. */
  readonly name = randomUUID();
  private thread: KeptThread<OutboxWord> | undefined;
  private readonly watch: Background;
  /** Whoever told of a visitor, by what they asked, until the thread says that it heard. */
  private readonly telling = new Map<number, (isAtWork: boolean) => void>();
  private told = 0;

  constructor(private readonly options: OutboxThreadOptions) {
    const { stores, onFault } = options;
    this.watch = new Background(onFault);
    this.watch.runOnce('outbox', async (signal) => {
      await firstReply(stores.desk, stores.log, signal);
      if (!signal.aborted) this.begin();
    });
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread?.isWell ?? true;
  }

  /** A visitor is here. `false` where another follows the log and must hear of it too, or nothing is to do yet. */
  hasCome(came: string): Promise<boolean> {
    return new Promise((heard) => {
      const ask = (this.told += 1);
      this.telling.set(ask, heard);
      if (!this.thread?.tell({ came, ask } satisfies ToOutbox)) this.turnAway();
    });
  }

  /** Looks at once whether something may leave. */
  look(): void {
    this.tell('look');
  }

  /** Lets tries under way end. */
  async stop(): Promise<void> {
    await this.watch.stop();
    await this.thread?.stop();
    this.turnAway();
  }

  private begin(): void {
    this.thread = new KeptThread<OutboxWord>({
      name: 'outbox',
      module: outboxWorker,
      beginning: () => this.beginning(),
      hear: (word) => this.hear(word),
      onFault: (fault) => this.options.onFault('outbox', fault),
      onEnd: () => this.turnAway(),
    });
  }

  private tell(message: ToOutbox): void {
    this.thread?.tell(message);
  }

  private beginning(): Beginning {
    const { urls, stores } = this.options;
    const [deskBranch, logBranch] = [stores.desk.branch?.(), stores.log.branch?.()];
    const workerData: OutboxBeginning = { urls, deskBranch, logBranch, holder: this.name };
    return { workerData, transfer: [deskBranch, logBranch].filter((branch) => branch !== undefined) };
  }

  private hear(word: OutboxWord): void {
    if ('fault' in word) return this.options.onFault(word.where, new FaultElsewhere(word.fault));
    this.thread?.provenWell();
    if ('heard' in word) return this.settle(word.heard, word.isAtWork);
    void this.push(word.push).then((outcome) => this.tell({ pushed: word.ask, outcome }));
  }

  private push({ session, ...reply }: ChatPush): Promise<PushOutcome> {
    const { windows, onFault } = this.options;
    return windows.push(session, reply).catch((fault: unknown) => {
      onFault('outbox', fault);
      return 'silent';
    });
  }

  private settle(ask: number, isAtWork: boolean): void {
    this.telling.get(ask)?.(isAtWork);
    this.telling.delete(ask);
  }

  private turnAway(): void {
    for (const ask of this.telling.keys()) this.settle(ask, false);
  }
}
