import { WrittenAnswer } from '#apps/api';
import type { Questions } from '#queries';
import { ReaderDied } from '#read-store';
import { FaultElsewhere } from '../intake/intake-thread.js';
import { KeptThread } from '../threads/kept-thread.js';
import type {
  AnswerTo,
  Answering,
  Asked,
  Question,
  QuestionBeginning,
  QuestionName,
  QuestionWord,
  ToQuestions,
} from './question-messages.js';

interface Asker {
  readonly told: (answer: unknown) => void;
  readonly failed: (fault: Error) => void;
}

const questionWorker = new URL('./question.worker.js', import.meta.url);

/** Which questions a thread is for. */
export interface QuestionThreadOptions {
  readonly beginning: QuestionBeginning;
  readonly onFault: (fault: unknown) => void;
  /** What it is called, and the code it runs; the questions to the pages, where nothing is said. */
  readonly name?: string;
  readonly module?: URL;
}

/**
 * Questions put and answered on a thread of their own: a long one makes others wait, never the door. The thread begins
 * with the first of them.
 */
export class QuestionThread<Q extends Answering = Questions> {
  private readonly askers = new Map<number, Asker>();
  private kept: KeptThread<QuestionWord> | undefined;
  private asked = 0;

  constructor(private readonly options: QuestionThreadOptions) {}

  /** Begins now: the first question is not to wait for it. */
  begun(): this {
    this.kept ??= this.start();
    return this;
  }

  /** Errors: those of the question, under their own codes; `ReaderDied`: ask again. */
  ask<N extends QuestionName<Q>>(name: N, ...asked: Asked<Q, N>): Promise<AnswerTo<Q, N>> {
    return this.begin<AnswerTo<Q, N>>({ name, asked, isWritten: false }).answer;
  }

  /** The same, with the answer as it goes out: JSON, its positions as tokens. */
  async write<N extends QuestionName<Q>>(name: N, ...asked: Asked<Q, N>): Promise<WrittenAnswer> {
    return new WrittenAnswer(await this.begin<Uint8Array>({ name, asked, isWritten: true }).answer);
  }

  /** See `Questions.reached`. Errors: `PositionNotReached`. */
  async reached(position: bigint, signal: AbortSignal): Promise<void> {
    const { ask, answer } = this.begin<undefined>({ reached: position });
    const forget = () => void this.kept?.tell({ forget: ask } satisfies ToQuestions);
    if (signal.aborted) forget();
    signal.addEventListener('abort', forget);
    await answer.finally(() => signal.removeEventListener('abort', forget));
  }

  async stop(): Promise<void> {
    await this.kept?.stop();
    this.turnAway();
  }

  private start(): KeptThread<QuestionWord> {
    const { beginning, onFault, name = 'questions', module = questionWorker } = this.options;
    return new KeptThread<QuestionWord>({
      ...{ name, module, onFault },
      beginning: () => ({ workerData: beginning }),
      hear: (word) => this.hear(word),
      onEnd: () => this.turnAway(),
    });
  }

  private begin<Answer>(question: Question): { readonly ask: number; readonly answer: Promise<Answer> } {
    const ask = (this.asked += 1);
    const answer = new Promise<Answer>((told, failed) => {
      this.askers.set(ask, { told: told as Asker['told'], failed });
      if (!this.begun().kept?.tell({ ask, ...question } satisfies ToQuestions)) this.turnAway();
    });
    return { ask, answer };
  }

  private hear(word: QuestionWord): void {
    this.kept?.provenWell();
    const asker = this.askers.get(word.answered);
    this.askers.delete(word.answered);
    if ('refusal' in word) asker?.failed(new FaultElsewhere(word.refusal));
    else asker?.told(word.answer);
  }

  /** Whoever asked a thread that is gone may ask the next. */
  private turnAway(): void {
    for (const { failed } of this.askers.values()) failed(new ReaderDied('the thread that reads pages ended'));
    this.askers.clear();
  }
}

/** The questions of a thread as functions of their names, as whoever asks knows them. */
export function questionsThrough<Q extends Answering>(
  thread: QuestionThread<Q>,
  names: readonly QuestionName<Q>[],
): Pick<Q, keyof Q> {
  const ask = thread.ask.bind(thread) as (name: string, ...asked: readonly unknown[]) => Promise<unknown>;
  const byName = names.map((name) => [name, (...asked: readonly unknown[]) => ask(name, ...asked)] as const);
  return { ...Object.fromEntries(byName), reached: thread.reached.bind(thread) } as unknown as Pick<Q, keyof Q>;
}
/** Every question there is. */
export type PageQuestions = Pick<Questions, keyof Questions>;
