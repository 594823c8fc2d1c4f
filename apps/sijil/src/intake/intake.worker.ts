import { parentPort, workerData } from 'node:worker_threads';
import type { ErasureCounts } from '#application';
import { loadPhoneNumbers } from '#channels';
import { wordsOf } from '../fault-words.js';
import { atLeisure } from '../threads/at-leisure.js';
import { stepBack } from '../threads/step-back.js';
import { startIntake } from './start-intake.js';
import type { EraseAct, IntakeBeginning, IntakeWord, ReadAgain, ToIntake } from './intake-messages.js';

// The intake's thread: takes in what the door kept until it is told to stop.
const say = (word: IntakeWord) => parentPort?.postMessage(word);

stepBack();
const intake = await startIntake(workerData as IntakeBeginning, (where, fault) =>
  say({ where, fault: wordsOf(fault) }),
);
atLeisure(loadPhoneNumbers);

parentPort?.on('message', (message: ToIntake) => {
  if (message !== 'stop') void answer(message);
  else void intake.stop().finally(() => parentPort?.close());
});

function answer(asked: ReadAgain | EraseAct): Promise<void> {
  const { ask: answered } = asked;
  const done = (counts: ErasureCounts | void) => say({ answered, ...(counts && { counts }) });
  const refused = (fault: unknown) => say({ answered, refusal: wordsOf(fault) });
  return carriedOut(asked).then(done, refused);
}

function carriedOut(asked: ReadAgain | EraseAct): Promise<ErasureCounts | void> {
  if ('envelope' in asked) return intake.readAgain(asked.envelope, asked.places);
  const { eraser } = intake;
  return asked.act === 'close' ? eraser.close(asked.customerIds) : eraser.destroy(asked.customerIds);
}
