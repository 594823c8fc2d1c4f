import { parentPort, workerData } from 'node:worker_threads';
import { deskPages } from '#projections';
import type { PageTables } from '#projections';
import { Questions } from '#queries';
import { openReadStore } from '#read-store/open';
import { wordsOf } from '../fault-words.js';
import { PositionTokens } from '../positions/position-tokens.js';
import type { QuestionBeginning, QuestionWord, ToQuestions } from './question-messages.js';
import { writtenPage } from './written-page.js';

// The thread of questions to the pages: each is put, answered and written down here, so that none holds up the door.
type Ask = Extract<ToQuestions, { ask: number }>;

const { readUrl, deskId, epoch } = workerData as QuestionBeginning;
const store = await openReadStore<PageTables>(readUrl, deskPages);
const questions = new Questions(store);
const positions = new PositionTokens(deskId, epoch, 'log');
const waiting = new Map<number, AbortController>();

parentPort?.on('message', (message: ToQuestions) => {
  if (message === 'stop') void stop();
  else if ('forget' in message) waiting.get(message.forget)?.abort();
  else void answer(message);
});

async function answer(message: Ask): Promise<void> {
  const { ask } = message;
  try {
    if ('reached' in message) return say({ answered: ask, answer: await reached(message) });
    const put = questions[message.name].bind(questions) as (...asked: readonly unknown[]) => Promise<object>;
    const found = await put(...message.asked);
    if (!message.isWritten) return say({ answered: ask, answer: found });
    const written = writtenPage(found, positions);
    say({ answered: ask, answer: written }, [written.buffer]);
  } catch (fault) {
    say({ answered: ask, refusal: wordsOf(fault) });
  }
}

async function reached({ ask, reached: position }: Extract<Ask, { reached: bigint }>): Promise<void> {
  const patience = new AbortController();
  waiting.set(ask, patience);
  await questions.reached(position, patience.signal).finally(() => waiting.delete(ask));
}

/** What was written is handed over, not copied. */
function say(word: QuestionWord, handedOver: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(word, [...handedOver]);
}

async function stop(): Promise<void> {
  for (const patience of waiting.values()) patience.abort();
  await store.close();
  parentPort?.close();
}
