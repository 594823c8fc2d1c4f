import type { Errand, Errands } from '#desk-store';
import { Background } from '../desk/background.js';
import { wordsOf } from '../fault-words.js';
import type { Part } from '../foundation/index.js';
import type { ErrandAnswer } from './errand-answer.js';

/** How long it looks away, at most, in milliseconds, and how many errands are done at once. */
const lookEveryMs = 1_000;
const mostAtOnce = 64;

/** This process is not the one to do it: it is left for the other. */
export class NotMine extends Error {}

export interface ErrandRunnerOptions {
  readonly errands: Errands;
  /** Whose errands are done here. */
  readonly names: readonly string[];
  /** What comes of what was asked. Errors: `NotMine`; any other is the answer. */
  readonly carryOut: (asked: unknown) => Promise<unknown>;
  readonly onFault: (where: string, fault: unknown) => void;
}

/** Does what other processes of the desk ask of this one. */
export class ErrandRunner implements Part {
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly background: Background;

  constructor(private readonly options: ErrandRunnerOptions) {
    this.background = new Background(options.onFault);
    this.background.run('errands', (signal) => this.run(signal));
  }

  /** Lets what was begun come to its end. */
  async stop(): Promise<void> {
    await this.background.stop();
    await Promise.all(this.underWay.values());
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { errands, names } = this.options;
    while (!signal.aborted) {
      const news = errands.news(AbortSignal.any([signal, AbortSignal.timeout(lookEveryMs)]));
      for (const errand of await errands.waiting(names, mostAtOnce)) this.begin(errand);
      await news;
    }
  }

  private begin(errand: Errand): void {
    const { id } = errand;
    if (this.underWay.has(id)) return;
    const doing = this.answer(errand)
      .catch((fault: unknown) => this.options.onFault('errands', fault))
      .finally(() => this.underWay.delete(id));
    this.underWay.set(id, doing);
  }

  private async answer({ id, asked }: Errand): Promise<void> {
    const { errands, carryOut } = this.options;
    const answer = await carryOut(JSON.parse(asked)).then(
      (done): ErrandAnswer => ({ done }),
      (fault: unknown): ErrandAnswer | undefined =>
        fault instanceof NotMine ? undefined : { refused: wordsOf(fault) },
    );
    if (answer) await errands.answer(id, JSON.stringify(answer));
  }
}
