import type { ChatWindows } from '#apps/api';
import { firstReply } from '#application';
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
  readonly windows: ChatWindows;
  readonly onFault: (where: string, fault: unknown) => void;
}

const outboxWorker = new URL('./outbox.worker.js', import.meta.url);

/**
 * The outbox on a thread of its own, for no mail it writes may hold up the door. The thread begins with the first reply:
 * a desk that nobody answers from goes without.
 */
export class OutboxThread {
  private thread: KeptThread<OutboxWord> | undefined;
  private readonly watch: Background;

  constructor(private readonly options: OutboxThreadOptions) {
    const { stores, windows, onFault } = options;
    this.watch = new Background(onFault);
    this.watch.runOnce('outbox', async (signal) => {
      await firstReply(stores.desk, stores.log, signal);
      if (!signal.aborted) this.begin();
    });
    windows.whenOneComes((came) => this.tell({ came }));
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread?.isWell ?? true;
  }

  /** Looks at once whether something may leave. */
  look(): void {
    this.tell('look');
  }

  /** Lets tries under way end. */
  async stop(): Promise<void> {
    await this.watch.stop();
    await this.thread?.stop();
  }

  private begin(): void {
    this.thread = new KeptThread<OutboxWord>({
      name: 'outbox',
      module: outboxWorker,
      beginning: () => this.beginning(),
      hear: (word) => this.hear(word),
      onFault: (fault) => this.options.onFault('outbox', fault),
    });
  }

  private tell(message: ToOutbox): void {
    this.thread?.tell(message);
  }

  private beginning(): Beginning {
    const { urls, stores } = this.options;
    const [deskBranch, logBranch] = [stores.desk.branch?.(), stores.log.branch?.()];
    const workerData: OutboxBeginning = { urls, deskBranch, logBranch };
    return { workerData, transfer: [deskBranch, logBranch].filter((branch) => branch !== undefined) };
  }

  private hear(word: OutboxWord): void {
    if ('fault' in word) return this.options.onFault(word.where, new FaultElsewhere(word.fault));
    this.thread?.provenWell();
    const { push, ask } = word;
    const { session, ...reply } = push;
    void this.options.windows.push(session, reply).then((outcome) => this.tell({ pushed: ask, outcome }));
  }
}
