import type { ErasureCounts } from '#application';
import type { Errands } from '#desk-store';
import type { IntakeDesk } from '../desk/compose-desk.js';
import { ErrandAsker } from './errand-asker.js';
import { ErrandRunner, NotMine } from './errand-runner.js';

/** Whoever holds the sequencer's lease does these. */
const intake = 'intake';
/** How long an envelope that is to be read again is waited for, and an erasure. Seconds. */
const [readingSeconds, erasingSeconds] = [60, 3_600];

/** What is asked of the intake, as it is kept. */
type AskedOfIntake =
  | { readonly act: 'read-again'; readonly envelope: string; readonly places: readonly string[] }
  | { readonly act: 'close' | 'destroy'; readonly customerIds: readonly string[] };

/** The intake of this desk, in whichever process it is. */
export function intakeElsewhere(errands: Errands): IntakeDesk {
  const asker = new ErrandAsker(errands);
  const ask = (asked: AskedOfIntake, seconds: number) => asker.ask(intake, asked, seconds);
  return {
    readAgain: async (envelope, places) =>
      void (await ask({ act: 'read-again', envelope: String(envelope), places }, readingSeconds)),
    closeFiles: async (customerIds) => void (await ask({ act: 'close', customerIds }, erasingSeconds)),
    destroyFiles: async (customerIds) => (await ask({ act: 'destroy', customerIds }, erasingSeconds)) as ErasureCounts,
  };
}

/** Lets the intake of this process be asked by others; while it stands by, the other one answers. */
export function runIntakeErrands(
  errands: Errands,
  thread: IntakeDesk,
  onFault: (where: string, fault: unknown) => void,
): ErrandRunner {
  const carryOut = (asked: unknown) =>
    carriedOut(thread, asked as AskedOfIntake).catch((fault: unknown) => {
      throw isNotAtWork(fault) ? new NotMine() : fault;
    });
  return new ErrandRunner({ errands, names: [intake], carryOut, onFault });
}

async function carriedOut(thread: IntakeDesk, asked: AskedOfIntake): Promise<unknown> {
  switch (asked.act) {
    case 'read-again':
      return thread.readAgain(BigInt(asked.envelope), asked.places);
    case 'close':
      return thread.closeFiles(asked.customerIds);
    case 'destroy':
      return thread.destroyFiles(asked.customerIds);
  }
}

/** It stands by, begins anew, or was overtaken. */
const isNotAtWork = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'DESK.UNAVAILABLE' || fault.code === 'DESK.LEASE_LOST');
