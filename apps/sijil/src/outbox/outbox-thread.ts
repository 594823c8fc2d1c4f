import type { ChatWindows } from '#apps/api';
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

/** The outbox on a thread of its own: it reads all of the log, and no mail it writes holds up the door. */
export class OutboxThread {
  private readonly thread: KeptThread<OutboxWord>;

  constructor(private readonly options: OutboxThreadOptions) {
    this.thread = new KeptThread<OutboxWord>({
      name: 'outbox',
      module: outboxWorker,
      beginning: () => this.beginning(),
      hear: (word) => this.hear(word),
      onFault: (fault) => options.onFault('outbox', fault),
    });
    options.windows.whenOneComes((came) => this.tell({ came }));
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread.isWell;
  }

  /** Looks at once whether something may leave. */
  look(): void {
    this.tell('look');
  }

  /** Lets tries under way end. */
  stop(): Promise<void> {
    return this.thread.stop();
  }

  private tell(message: ToOutbox): void {
    this.thread.tell(message);
  }

  private beginning(): Beginning {
    const { urls, stores } = this.options;
    const [deskBranch, logBranch] = [stores.desk.branch?.(), stores.log.branch?.()];
    const workerData: OutboxBeginning = { urls, deskBranch, logBranch };
    return { workerData, transfer: [deskBranch, logBranch].filter((branch) => branch !== undefined) };
  }

  private hear(word: OutboxWord): void {
    if ('fault' in word) return this.options.onFault(word.where, new FaultElsewhere(word.fault));
    this.thread.provenWell();
    const { push, ask } = word;
    const { session, ...reply } = push;
    void this.options.windows.push(session, reply).then((outcome) => this.tell({ pushed: ask, outcome }));
  }
}
