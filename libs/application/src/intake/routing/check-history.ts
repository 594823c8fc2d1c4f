import type { SequencerStore } from '#desk-store';
import type { EventLogReader } from '#event-log';
import { LogRestored } from '../intake.errors.js';

/** The log must still be the one that the look-up index was folded from. Errors: `LogRestored`. */
export async function checkHistory(store: Pick<SequencerStore, 'indexMark'>, log: EventLogReader): Promise<void> {
  const mark = await store.indexMark();
  if (mark.position === 0n) return;
  const event = await log.at(mark.position);
  if (!event || !Buffer.from(mark.hash).equals(event.hash)) throw new LogRestored(mark.position);
}
