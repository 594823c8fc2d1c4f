import type { ErasureCounts } from '#application';
import { DeskUnavailable } from '#desk-store';
import type { FaultWords } from '../fault-words.js';
import type { Stores } from '../stores/stores.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { Beginning } from '../threads/kept-thread.js';
import type { EraseAct, IntakeBeginning, IntakeUrls, IntakeWord, ReadAgain } from './intake-messages.js';

export interface IntakeThreadOptions {
  readonly urls: IntakeUrls;
  readonly stores: Pick<Stores, 'desk' | 'log'>;
  readonly onFault: (where: string, fault: unknown) => void;
}

/** A fault of another thread, under its own name and code. */
export class FaultElsewhere extends Error {
  readonly code: string | undefined;
  constructor({ name, code, message, places = [] }: FaultWords) {
    super(message);
    this.name = name;
    this.code = code;
    this.stack = [`${name}: ${message}`, ...places].join('\n    ');
  }
}

interface Asker {
  readonly done: (counts?: ErasureCounts) => void;
  readonly failed: (fault: Error) => void;
}

const intakeWorker = new URL('./intake.worker.js', import.meta.url);

/** The intake on a thread of its own, so that no mail it reads holds up the door. */
export class IntakeThread {
  private readonly thread: KeptThread<IntakeWord>;
  private readonly askers = new Map<number, Asker>();
  private asked = 0;

  constructor(
    private readonly options: IntakeThreadOptions,
    module = intakeWorker,
  ) {
    this.thread = new KeptThread<IntakeWord>({
      name: 'intake',
      module,
      beginning: () => this.beginning(),
      hear: (word) => this.hear(word),
      onFault: (fault) => options.onFault('intake', fault),
      onEnd: () => this.turnAway(),
    });
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread.isWell;
  }

  /**
   * Puts an envelope before its parser again; resolves when what came of it is durable.
   * Errors: `ENVELOPE.NOT_FOUND`, `DESK.UNAVAILABLE` where the intake is not at work, by their codes.
   */
  async readAgain(envelope: bigint, places: readonly string[]): Promise<void> {
    await this.ask((ask): ReadAgain => ({ ask, envelope, places }));
  }

  /** See `Eraser.close`. Errors: `DESK.UNAVAILABLE` where the intake is not at work, by its code. */
  async closeFiles(customerIds: readonly string[]): Promise<void> {
    await this.ask((ask): EraseAct => ({ ask, act: 'close', customerIds }));
  }

  /** See `Eraser.destroy`. Errors: likewise. */
  async destroyFiles(customerIds: readonly string[]): Promise<ErasureCounts> {
    const counts = await this.ask((ask): EraseAct => ({ ask, act: 'destroy', customerIds }));
    if (!counts) throw new TypeError('an erasure was answered without its counts');
    return counts;
  }

  private ask(asking: (ask: number) => ReadAgain | EraseAct): Promise<ErasureCounts | undefined> {
    const ask = (this.asked += 1);
    return new Promise((done, failed) => {
      this.askers.set(ask, { done, failed });
      if (!this.thread.tell(asking(ask))) this.turnAway();
    });
  }

  /** Lets it finish what it has in hand. */
  stop(): Promise<void> {
    return this.thread.stop();
  }

  private beginning(): Beginning {
    const { urls, stores } = this.options;
    const [deskBranch, logBranch] = [stores.desk.branch?.(), stores.log.branch?.()];
    const workerData: IntakeBeginning = { urls, deskBranch, logBranch };
    return { workerData, transfer: [deskBranch, logBranch].filter((branch) => branch !== undefined) };
  }

  private hear(word: IntakeWord): void {
    this.thread.provenWell();
    if ('fault' in word) return this.options.onFault(word.where, new FaultElsewhere(word.fault));
    const asker = this.askers.get(word.answered);
    this.askers.delete(word.answered);
    if (word.refusal) asker?.failed(new FaultElsewhere(word.refusal));
    else asker?.done(word.counts);
  }

  /** Whoever asked a thread that is gone may ask the next. */
  private turnAway(): void {
    for (const { failed } of this.askers.values()) failed(new DeskUnavailable('the intake is beginning anew'));
    this.askers.clear();
  }
}
