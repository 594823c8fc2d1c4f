import { parentPort, workerData } from 'node:worker_threads';
import { deskPages } from '#projections';
import type { PageTables } from '#projections';
import { Questions } from '#queries';
import { openReadStore } from '#read-store/open';
import type { Asked, Told } from './question-thread.js';

// The thread that answers questions: a long one makes other questions wait, never the door.
const { readUrl } = workerData as { readonly readUrl: string };
const store = await openReadStore<PageTables>(readUrl, deskPages);
const questions = new Questions(store);

const tell = (told: Told) => parentPort?.postMessage(told);

async function answer({ id, name, asked }: Asked): Promise<void> {
  try {
    const question: unknown = Reflect.get(questions, name);
    if (typeof question !== 'function') throw new TypeError(`"${name}" is no question`);
    const answer: unknown = await Reflect.apply(question, questions, asked);
    tell({ id, answer });
  } catch (fault) {
    const { name: kind, message } = fault instanceof Error ? fault : new Error(String(fault));
    tell({ id, fault: { ...(fault as object), name: kind, message } });
  }
}

parentPort?.on('message', (message: Asked | 'stop') => {
  if (message !== 'stop') void answer(message);
  else void store.close().then(() => parentPort?.close());
});
