import { parentPort } from 'node:worker_threads';
import type { ReadStore } from '#read-store';
import { wordsOf } from '../fault-words.js';
import { PositionTokens } from '../positions/position-tokens.js';
import type { Answering, QuestionBeginning, QuestionWord, ToQuestions } from './question-messages.js';
import { writtenPage } from './written-page.js';

type Ask = Extract<ToQuestions, { ask: number }>;

/** Puts and answers whatever this thread is asked, and writes it down where that is wanted, until it is told to stop. */
export function answerQuestions(
  { deskId, epoch }: Omit<QuestionBeginning, 'readUrl'>,
  store: Pick<ReadStore<never>, 'close'>,
  questions: Answering,
): void {
  const desk = new QuestionDesk(questions, new PositionTokens(deskId, epoch, 'log'));
  parentPort?.on('message', (message: ToQuestions) => {
    if (message === 'stop') void stop();
    else if ('forget' in message) desk.forget(message.forget);
    else void desk.answer(message);
  });
  const stop = async () => {
    desk.close();
    await store.close();
    parentPort?.close();
  };
}

/** Questions under way, and those who wait for a position. */
class QuestionDesk {
  private readonly waiting = new Map<number, AbortController>();

  constructor(
    private readonly questions: Answering,
    private readonly positions: PositionTokens,
  ) {}

  async answer(message: Ask): Promise<void> {
    const { ask } = message;
    try {
      if ('reached' in message) return say({ answered: ask, answer: await this.reached(message) });
      const byName = this.questions as unknown as Readonly<Record<string, (...asked: unknown[]) => Promise<object>>>;
      const found = await byName[message.name]?.(...message.asked);
      if (!message.isWritten) return say({ answered: ask, answer: found });
      const written = writtenPage(found ?? {}, this.positions);
      say({ answered: ask, answer: written }, [written.buffer]);
    } catch (fault) {
      say({ answered: ask, refusal: wordsOf(fault) });
    }
  }

  forget(ask: number): void {
    this.waiting.get(ask)?.abort();
  }

  close(): void {
    for (const patience of this.waiting.values()) patience.abort();
  }

  private async reached({ ask, reached: position }: Extract<Ask, { reached: bigint }>): Promise<void> {
    const patience = new AbortController();
    this.waiting.set(ask, patience);
    await this.questions.reached(position, patience.signal).finally(() => this.waiting.delete(ask));
  }
}

/** What was written is handed over, not copied. */
function say(word: QuestionWord, handedOver: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(word, [...handedOver]);
}
