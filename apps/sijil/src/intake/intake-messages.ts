import type { MessagePort } from 'node:worker_threads';
import type { ErasureCounts } from '#application';
import type { FaultWords } from '../fault-words.js';

/** Where the intake's thread finds its stores, and how long its lease lasts. */
export interface IntakeUrls {
  readonly deskUrl: string;
  readonly logUrl: string;
  readonly keysUrl: string;
  readonly blobUrl: string;
  readonly leaseSeconds: number;
}

/** What the intake's thread is begun with. */
export interface IntakeBeginning {
  readonly urls: IntakeUrls;
  /** Lines to the writers that the desk's own thread holds, where a store has such. */
  readonly deskBranch?: MessagePort | undefined;
  readonly logBranch?: MessagePort | undefined;
}

/** An envelope to be read again, `places`: where in it something stands in quarantine. */
export interface ReadAgain {
  readonly ask: number;
  readonly envelope: bigint;
  readonly places: readonly string[];
}

/** One act of erasing customers: see `Eraser`. */
export interface EraseAct {
  readonly ask: number;
  readonly act: 'close' | 'destroy';
  readonly customerIds: readonly string[];
}

/** What the intake's thread is told. */
export type ToIntake = 'stop' | ReadAgain | EraseAct;

/** What the intake's thread tells: a fault it goes on after, or what came of what it was asked for. */
export type IntakeWord =
  | { readonly where: string; readonly fault: FaultWords }
  | { readonly answered: number; readonly refusal?: FaultWords; readonly counts?: ErasureCounts };
