import type { ClearEvent } from '#event-log';
import type { KpiQuestion } from '../figures/index.js';
import { after, text } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { caseOfItem, customersItemsOn, rawCase } from './raw-cases.js';
import type { ItemInPlace, RawCase } from './raw-cases.js';

const callsOn = (desk: RawDesk): readonly ItemInPlace[] =>
  customersItemsOn(desk).filter(({ item }) => item.kind === 'call');

/** “Records of a call”: a call was what the best of them was. */
const fromBest = ['answered', 'voicemail', 'abandoned', 'missed', 'busy', 'failed'];
const recordsOf = ({ item }: ItemInPlace): readonly ClearEvent[] => [item.event, ...item.legs];
const outcomeOf = (call: ItemInPlace): string => {
  const told = new Set(recordsOf(call).map((record) => text(record, 'outcome')));
  return fromBest.find((outcome) => told.has(outcome)) ?? '';
};
const endOf = (call: ItemInPlace): string =>
  recordsOf(call)
    .map((record) => text(record, 'endedAt'))
    .sort()
    .at(-1) ?? '';
const answeredOn = (desk: RawDesk): readonly ItemInPlace[] =>
  callsOn(desk).filter((call) => outcomeOf(call) === 'answered');

/** Volume, `calls`. */
export const calls = (desk: RawDesk): readonly RawCase[] => callsOn(desk).map((call) => rawCase(caseOfItem(call)));

/** Hands and calls, `abandoned_calls`. */
export const abandonedCalls = (desk: RawDesk): readonly RawCase[] => callsThat(desk, ['abandoned']);

/** Hands and calls, `missed_calls`. */
export const missedCalls = (desk: RawDesk): readonly RawCase[] =>
  callsThat(desk, ['missed', 'busy', 'failed', 'voicemail']);

const callsThat = (desk: RawDesk, outcomes: readonly string[]): readonly RawCase[] =>
  callsOn(desk).map((call) => rawCase(caseOfItem(call), { numerator: outcomes.includes(outcomeOf(call)) ? 1 : 0 }));

/** First contact resolution, `solved_in_call`. */
export const solvedInCall = (desk: RawDesk, { asOf }: KpiQuestion): readonly RawCase[] =>
  answeredOn(desk).map((call) => {
    const end = after(endOf(call), 15 * 60_000);
    const isSolved = (call.ticket?.facts ?? []).some(
      ({ type, occurredAt }) => type === 'TicketResolved' && occurredAt >= call.item.at && occurredAt <= end,
    );
    return rawCase(caseOfItem(call), { numerator: isSolved ? 1 : 0, open: !isSolved && end > asOf });
  });

/** Times, `talk_time`. */
export const talkTime = (desk: RawDesk): readonly RawCase[] =>
  answeredOn(desk).map((call) => rawCase(caseOfItem(call), { ms: Math.max(0, talkedMs(call)) }));

/** “From the first answer to the end of the last record that was answered.” */
function talkedMs(call: ItemInPlace): number {
  const answered = recordsOf(call).filter((record) => text(record, 'outcome') === 'answered');
  const ends = answered.map((record) => Date.parse(text(record, 'endedAt')));
  const talks = answered.map((record) => Number(record.clear['talkedSeconds']) * 1000);
  if (answered.length === 1) return talks[0] ?? 0;
  const from = Math.min(...ends.map((end, place) => end - (talks[place] ?? 0)));
  return Math.floor((Math.max(...ends) - from) / 1000) * 1000;
}
