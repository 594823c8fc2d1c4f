import { randomUUID } from 'node:crypto';
import { createIntake, Eraser, systemClock } from '#application';
import type { SurveyAsked } from '#application';
import { openBlobStore } from '#blobs/open';
import { openDeskStore } from '#desk-store/open';
import { openEventLog } from '#event-log/open';
import { openSealingKeys } from '#sealing/open';
import { surveyElsewhere } from '../erasure/survey-elsewhere.js';
import { Background } from '../desk/background.js';
import { writingParts } from '../desk/writing-parts.js';
import { NotedKeys } from '../stores/noted-keys.js';
import type { IntakeBeginning } from './intake-messages.js';
import { rushBesideTheDoor } from '../threads/door-pressure.js';
import { ParsePool } from './parse-pool.js';

/** An intake at work. */
export interface RunningIntake {
  /** See `Sequencer.readAgain`. */
  readAgain(envelope: bigint, places: readonly string[]): Promise<void>;
  readonly eraser: Eraser;
  /** Lets it finish what it has in hand, then closes its stores. */
  stop(): Promise<void>;
}

/** Opens the stores for this thread, beside the one that holds them, and sets the intake to work. Errors: `LogRestored`. */
export async function startIntake(
  { urls, deskBranch, logBranch }: IntakeBeginning,
  onFault: (where: string, fault: unknown) => void,
): Promise<RunningIntake> {
  const desk = await openDeskStore(urls.deskUrl, { hold: false, branch: deskBranch });
  const log = await openEventLog(urls.logUrl, { branch: logBranch });
  const sealingKeys = new NotedKeys(await openSealingKeys(urls.keysUrl), desk.numbers);
  const blobs = await openBlobStore(urls.blobUrl);
  const writing = await writingParts({ desk, log, keys: sealingKeys, blobs });
  const parsing = new ParsePool();
  const parts = { store: desk, log, blobs, parse: parsing.parse, rush: rushBesideTheDoor(), ...writing };
  const faultHere = (fault: unknown) => onFault('intake', fault);
  const sequencer = await createIntake({
    ...parts,
    leaseSeconds: urls.leaseSeconds,
    clock: systemClock,
    onFault: faultHere,
  });
  const background = new Background(onFault);
  const closing = new AbortController();
  const survey = (asked: SurveyAsked) => surveyElsewhere(urls.logUrl, asked, closing.signal);
  // One name for all tries: a sequencer that begins anew after a fault meets its own lease.
  const holder = randomUUID();
  background.run('intake', (signal) => sequencer.run(holder, signal));
  return {
    readAgain: (envelope, places) => sequencer.readAgain(envelope, places),
    eraser: new Eraser({ ...parts, sealingKeys, sequencer, survey, clock: systemClock }),
    stop: async () => {
      closing.abort();
      await background.stop();
      await parsing.close();
      for (const each of [sealingKeys, log, desk]) await each.close();
    },
  };
}
