import { parentPort, workerData } from 'node:worker_threads';
import type { PushOutcome } from '#channels';
import { wordsOf } from '../fault-words.js';
import { stepBack } from '../threads/step-back.js';
import type { OutboxBeginning, OutboxWord, ToOutbox } from './outbox-messages.js';
import { startOutbox } from './start-outbox.js';

// The outbox's thread: sends what agents wrote until it is told to stop.
const say = (word: OutboxWord) => parentPort?.postMessage(word);
const tellFault = (where: string, fault: unknown) => say({ where, fault: wordsOf(fault) });

/** Pushes whose outcome the thread of the windows has not told yet. */
const pushed = new Map<number, (outcome: PushOutcome) => void>();
let asked = 0;

stepBack();
const outbox = await startOutbox(
  workerData as OutboxBeginning,
  (push) =>
    new Promise((resolve) => {
      const ask = (asked += 1);
      pushed.set(ask, resolve);
      say({ push, ask });
    }),
  tellFault,
);

parentPort?.on('message', (message: ToOutbox) => {
  if (message === 'stop') void outbox.stop().finally(() => parentPort?.close());
  else if (message === 'look') outbox.look();
  else if ('came' in message) void hear(message);
  else settle(message.pushed, message.outcome);
});

async function hear({ came, ask }: Extract<ToOutbox, { came: string }>): Promise<void> {
  try {
    say({ heard: ask, isAtWork: await outbox.hasCome(came) });
  } catch (fault) {
    tellFault('outbox', fault);
    say({ heard: ask, isAtWork: false });
  }
}

function settle(ask: number, outcome: PushOutcome): void {
  pushed.get(ask)?.(outcome);
  pushed.delete(ask);
}
