import type { FaultWords } from '../fault-words.js';

/** What can be asked: methods that answer, and `reached`, which waits. `Questions` and `KpiQuestions` are such. */
export interface Answering {
  reached(position: bigint, signal: AbortSignal): Promise<void>;
}
type Asking = (...asked: never) => Promise<unknown>;

/** Questions by name. */
export type QuestionName<Q extends Answering> = Exclude<keyof Q, 'reached'> & string;
export type Asked<Q extends Answering, N extends QuestionName<Q>> = Parameters<Extract<Q[N], Asking>>;
export type AnswerTo<Q extends Answering, N extends QuestionName<Q>> = Awaited<ReturnType<Extract<Q[N], Asking>>>;

/** What the thread is begun with. */
export interface QuestionBeginning {
  readonly readUrl: string;
  readonly deskId: string;
  readonly epoch: number;
}

/** A question, its answer wanted as it is or written down; or a wait for a position. */
export type Question =
  | { readonly name: string; readonly asked: readonly unknown[]; readonly isWritten: boolean }
  | { readonly reached: bigint };

/** To the thread: a question; a wait that is over; or the end. */
export type ToQuestions = ({ readonly ask: number } & Question) | { readonly forget: number } | 'stop';

/** From the thread. */
export type QuestionWord =
  { readonly answered: number; readonly answer: unknown } | { readonly answered: number; readonly refusal: FaultWords };
