import { later } from '../event/index.js';
import type { Instant } from '../event/index.js';
import type { CallLogged } from './customer-file.events.js';

/** What one record tells of its call. */
export type CallRecord = Pick<CallLogged['clear'], 'outcome' | 'endedAt' | 'talkedSeconds'>;

/** What all records of a call tell together. */
export interface WholeCall extends CallRecord {
  /** When somebody picked up first; `undefined` where nobody did. */
  readonly answeredAt: Instant | undefined;
}

/** A call was what the best of its records was. */
const fromBest = ['answered', 'voicemail', 'abandoned', 'missed', 'busy', 'failed'] as const;

/**
 * What a call was to the customer, by all records of it (at least one), in any order. Talked is from the first answer to
 * the end of the last record that was answered: lines that talk at the same time, or while another waits, count once.
 */
export function wholeCall(records: readonly CallRecord[]): WholeCall {
  const outcome = fromBest.find((best) => records.some((record) => record.outcome === best)) ?? 'failed';
  const endedAt = records.map((record) => record.endedAt).reduce(later);
  if (outcome !== 'answered' && outcome !== 'voicemail') {
    return { outcome, endedAt, talkedSeconds: 0, answeredAt: undefined };
  }
  const talks = records.filter((record) => record.outcome === outcome);
  const [from, until] = [Math.min(...talks.map(talkedFrom)), Math.max(...talks.map(talkedUntil))];
  const answeredAt = outcome === 'answered' ? new Date(from).toISOString() : undefined;
  return { outcome, endedAt, talkedSeconds: Math.floor((until - from) / 1000), answeredAt };
}

const talkedUntil = ({ endedAt }: CallRecord): number => Date.parse(endedAt);
const talkedFrom = (record: CallRecord): number => talkedUntil(record) - record.talkedSeconds * 1000;
