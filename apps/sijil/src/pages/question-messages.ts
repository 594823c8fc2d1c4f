import type { Questions } from '#queries';
import type { FaultWords } from '../fault-words.js';

/** Questions by name; `reached` waits, and asks nothing. */
export type QuestionName = Exclude<keyof Questions, 'reached'>;
export type Asked<N extends QuestionName> = Parameters<Questions[N]>;
export type AnswerTo<N extends QuestionName> = Awaited<ReturnType<Questions[N]>>;

/** What the thread is begun with. */
export interface QuestionBeginning {
  readonly readUrl: string;
  readonly deskId: string;
  readonly epoch: number;
}

/** A question, its answer wanted as it is or written down; or a wait for a position. */
export type Question =
  | { readonly name: QuestionName; readonly asked: readonly unknown[]; readonly isWritten: boolean }
  | { readonly reached: bigint };

/** To the thread: a question; a wait that is over; or the end. */
export type ToQuestions = ({ readonly ask: number } & Question) | { readonly forget: number } | 'stop';

/** From the thread. */
export type QuestionWord =
  { readonly answered: number; readonly answer: unknown } | { readonly answered: number; readonly refusal: FaultWords };
