import type { KpiQuestion } from '../figures/index.js';
import { after, text } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { caseOfItem, customersItemsOn, rawCase } from './raw-cases.js';
import type { ItemInPlace, RawCase } from './raw-cases.js';

const callsOn = (desk: RawDesk): readonly ItemInPlace[] =>
  customersItemsOn(desk).filter(({ item }) => item.kind === 'call');

const outcomeOf = ({ item }: ItemInPlace): string => text(item.event, 'outcome');
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
    const end = after(text(call.item.event, 'endedAt'), 15 * 60_000);
    const isSolved = (call.ticket?.facts ?? []).some(
      ({ type, occurredAt }) => type === 'TicketResolved' && occurredAt >= call.item.at && occurredAt <= end,
    );
    return rawCase(caseOfItem(call), { numerator: isSolved ? 1 : 0, open: !isSolved && end > asOf });
  });

/** Times, `talk_time`. */
export const talkTime = (desk: RawDesk): readonly RawCase[] =>
  answeredOn(desk).map((call) =>
    rawCase(caseOfItem(call), { ms: Math.max(0, Number(call.item.event.clear['talkedSeconds'])) * 1000 }),
  );
