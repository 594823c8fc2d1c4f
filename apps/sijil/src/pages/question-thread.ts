import { WrittenAnswer } from '#apps/api';
import { Questions } from '#queries';
import { ReaderDied } from '#read-store';
import { FaultElsewhere } from '../intake/intake-thread.js';
import { KeptThread } from '../threads/kept-thread.js';
import type {
  AnswerTo,
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

/** Questions to the pages, put and answered on a thread of their own: a long one makes others wait, never the door. */
export class QuestionThread {
  private readonly thread: KeptThread<QuestionWord>;
  private readonly askers = new Map<number, Asker>();
  private asked = 0;

  constructor(beginning: QuestionBeginning, onFault: (fault: unknown) => void, module = questionWorker) {
    this.thread = new KeptThread<QuestionWord>({
      name: 'questions',
      module,
      beginning: () => ({ workerData: beginning }),
      hear: (word) => this.hear(word),
      onFault,
      onEnd: () => this.turnAway(),
    });
  }

  /** Errors: those of the question, under their own codes; `ReaderDied`: ask again. */
  ask<N extends QuestionName>(name: N, ...asked: Asked<N>): Promise<AnswerTo<N>> {
    return this.begin<AnswerTo<N>>({ name, asked, isWritten: false }).answer;
  }

  /** The same, with the answer as it goes out: JSON, its positions as tokens. */
  async write<N extends QuestionName>(name: N, ...asked: Asked<N>): Promise<WrittenAnswer> {
    return new WrittenAnswer(await this.begin<Uint8Array>({ name, asked, isWritten: true }).answer);
  }

  /** See `Questions.reached`. Errors: `PositionNotReached`. */
  async reached(position: bigint, signal: AbortSignal): Promise<void> {
    const { ask, answer } = this.begin<undefined>({ reached: position });
    const forget = () => void this.thread.tell({ forget: ask } satisfies ToQuestions);
    if (signal.aborted) forget();
    signal.addEventListener('abort', forget);
    await answer.finally(() => signal.removeEventListener('abort', forget));
  }

  async stop(): Promise<void> {
    await this.thread.stop();
    this.turnAway();
  }

  private begin<Answer>(question: Question): { readonly ask: number; readonly answer: Promise<Answer> } {
    const ask = (this.asked += 1);
    const answer = new Promise<Answer>((told, failed) => {
      this.askers.set(ask, { told: told as Asker['told'], failed });
      if (!this.thread.tell({ ask, ...question } satisfies ToQuestions)) this.turnAway();
    });
    return { ask, answer };
  }

  private hear(word: QuestionWord): void {
    this.thread.provenWell();
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
export function questionsThrough(thread: QuestionThread): PageQuestions {
  const names = Object.getOwnPropertyNames(Questions.prototype).filter((name) => !(name in own));
  const byName = names.map((name) => [name, (...asked: never) => thread.ask(name as QuestionName, ...asked)] as const);
  return { ...Object.fromEntries(byName), reached: thread.reached.bind(thread) } as unknown as PageQuestions;
}
/** Every question there is. */
export type PageQuestions = Pick<Questions, keyof Questions>;

const own = { constructor: undefined, reached: undefined };
