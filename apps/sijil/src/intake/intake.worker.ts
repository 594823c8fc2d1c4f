import { parentPort, workerData } from 'node:worker_threads';
import { wordsOf } from '../fault-words.js';
import { stepBack } from '../threads/step-back.js';
import { startIntake } from './start-intake.js';
import type { IntakeBeginning, IntakeWord, ReadAgain, ToIntake } from './intake-messages.js';

// The intake's thread: takes in what the door kept until it is told to stop.
const say = (word: IntakeWord) => parentPort?.postMessage(word);

stepBack();
const intake = await startIntake(workerData as IntakeBeginning, (where, fault) =>
  say({ where, fault: wordsOf(fault) }),
);

parentPort?.on('message', (message: ToIntake) => {
  if (message !== 'stop') void answer(message);
  else void intake.stop().finally(() => parentPort?.close());
});

function answer({ ask, envelope, places }: ReadAgain): Promise<void> {
  const done = () => say({ answered: ask });
  const refused = (fault: unknown) => say({ answered: ask, refusal: wordsOf(fault) });
  return intake.readAgain(envelope, places).then(done, refused);
}
