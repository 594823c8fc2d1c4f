import { randomUUID } from 'node:crypto';
import type { DeskFacts } from '#desk-store';
import { epochOf } from './operations/restore.js';

/** Who this desk is, in tokens and feeds. */
export interface DeskIdentity {
  readonly deskId: string;
  /** Rises with every restore: tokens of another epoch are refused. */
  readonly epoch: number;
}

/** The desk was begun under another name than the settings give it now. */
export class DeskIdFixed extends Error {
  readonly code = 'DESK.ID_FIXED';
  constructor(
    readonly known: string,
    readonly wanted: string,
  ) {
    super(`this desk is "${known}" and cannot become "${wanted}": its name stands in tokens and feeds`);
  }
}

const idFact = 'desk-id';

/** The desk's name, given or made at its first start. Errors: `DeskIdFixed`. */
export async function identityOf(facts: DeskFacts, wanted: string | undefined): Promise<DeskIdentity> {
  const known = await facts.get(idFact);
  if (known !== undefined && wanted !== undefined && known !== wanted) throw new DeskIdFixed(known, wanted);
  const deskId = known ?? wanted ?? `desk-${randomUUID().slice(0, 8)}`;
  if (known === undefined) await facts.set(idFact, deskId);
  return { deskId, epoch: await epochOf(facts) };
}
