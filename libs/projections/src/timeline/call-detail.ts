import { secondsBetween, wholeCall } from '#domain';
import type { CallLegLogged, CallLogged, CallRecord, Instant } from '#domain';
import type { Entry } from './timeline.table.js';

/** What an entry tells of a call beside its outcome. */
export interface CallDetail {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly waitedSeconds: number;
  readonly talkedSeconds: number;
  /** Every record of it in the order they came, where there are several. */
  readonly legs?: readonly CallLeg[];
}
/** One record of a call: a line that rang, a part of it before or after a transfer. */
export type CallLeg = Omit<CallDetail, 'legs'> & CallRecord;

/** The detail of a call of which one record is known. */
export const callDetail = (
  record: Pick<CallLogged['clear'], 'startedAt' | 'endedAt' | 'waitedSeconds' | 'talkedSeconds'>,
): CallDetail => {
  const { startedAt, endedAt, waitedSeconds, talkedSeconds } = record;
  return { startedAt, endedAt, waitedSeconds, talkedSeconds };
};

/** The entry of a call with one more record of it: how it ended and how long it took is told by all of them. */
export function withLeg(call: Entry, { clear }: Pick<CallLegLogged, 'clear'>): Entry {
  const { legs, ...known } = JSON.parse(call.detail) as CallDetail;
  const before = legs ?? [{ outcome: call.what as CallRecord['outcome'], ...known }];
  const all = [...before, { outcome: clear.outcome, ...callDetail(clear) }];
  const { outcome, endedAt, talkedSeconds, answeredAt } = wholeCall(all);
  const unanswered = secondsBetween(known.startedAt, endedAt) - talkedSeconds;
  const waited = answeredAt === undefined ? unanswered : secondsBetween(known.startedAt, answeredAt);
  const waitedSeconds = Math.max(0, Math.round(waited));
  const detail: CallDetail = { ...known, endedAt, waitedSeconds, talkedSeconds, legs: all };
  return { ...call, what: outcome, detail: JSON.stringify(detail) };
}
