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
    // Names come from the proxy over the same class, so each is one of its methods.
    const answering = questions as unknown as Record<string, (...asked: readonly unknown[]) => Promise<unknown>>;
    tell({ id, answer: await answering[name]?.(...asked) });
  } catch (fault) {
    const { name: kind, message } = fault instanceof Error ? fault : new Error(String(fault));
    tell({ id, fault: { ...(fault as object), name: kind, message } });
  }
}

parentPort?.on('message', (message: Asked | 'stop') => {
  if (message !== 'stop') void answer(message);
  else void store.close().then(() => parentPort?.close());
});
