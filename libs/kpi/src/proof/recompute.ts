import type { RecordedEvent } from '#event-log';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import { abandonedCalls, calls, missedCalls, solvedInCall, talkTime } from './count-calls.js';
import { backlogAt } from './count-backlog.js';
import { contacts, noRepeatInWindow, repeatRateBackward, repeatRateForward } from './count-contacts.js';
import * as tickets from './count-tickets.js';
import { periodEnds, periodOf } from './local-periods.js';
import { rawFigures } from './raw-figures.js';
import type { CaseInPeriod, RawForm } from './raw-figures.js';
import type { RawCase } from './raw-cases.js';
import { rawDesk } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';

type Count = (desk: RawDesk, question: KpiQuestion) => readonly RawCase[];
type Counted = readonly [form: RawForm, count: Count];

/** “Definitions”: each with the form of its figure and what it counts. */
const definitions: Readonly<Record<string, Counted>> = {
  contacts: ['count', contacts],
  calls: ['count', calls],
  tickets_opened: ['count', tickets.ticketsOpened],
  tickets_resolved: ['count', tickets.ticketsResolved],
  no_repeat_in_window: ['share', noRepeatInWindow],
  no_reopen: ['share', tickets.noReopen],
  one_agent: ['share', tickets.oneAgent],
  one_reply: ['share', tickets.oneReply],
  solved_in_call: ['share', solvedInCall],
  customer_says: ['share', tickets.customerSays],
  repeat_rate_forward: ['share', repeatRateForward],
  repeat_rate_backward: ['share', repeatRateBackward],
  reopen_rate: ['share', tickets.reopenRate],
  contacts_per_issue: ['share', tickets.contactsPerIssue],
  first_response_time: ['distribution', tickets.firstResponseTime],
  next_response_time: ['distribution', tickets.nextResponseTime],
  first_resolution_time: ['distribution', tickets.firstResolutionTime],
  full_resolution_time: ['distribution', tickets.fullResolutionTime],
  talk_time: ['distribution', talkTime],
  transfer_rate: ['share', tickets.transferRate],
  abandoned_calls: ['share', abandonedCalls],
  missed_calls: ['share', missedCalls],
};

/**
 * Every figure of a question, worked out from raw events by nothing but docs/kpis.md: for each item all others are
 * walked again, so its cost grows with the square of what stands in a file. `events` are those of the log in its order,
 * up to the position the answer is wanted at. It shares no code with the engine.
 * Errors: `TypeError` for a KPI the page does not define.
 */
export function recompute(events: readonly RecordedEvent[], question: KpiQuestion): readonly KpiFigure[] {
  const desk = rawDesk(events);
  if (question.id === 'backlog') return rawFigures('backlog', question, backlogOf(desk, question));
  const [form, count] = definitions[question.id] ?? [];
  if (form === undefined || count === undefined) throw new TypeError(`the page defines no KPI ${question.id}`);
  const { from, to, asOf } = question;
  const cases = count(desk, question).filter(({ at }) => from <= at && at < to && at <= asOf);
  const inOrder = cases.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return rawFigures(
    form,
    question,
    inOrder.map((each) => ({ ...each, period: periodOf(question, each.at) })),
  );
}

const backlogOf = (desk: RawDesk, question: KpiQuestion): readonly CaseInPeriod[] =>
  periodEnds(question).flatMap(([period, end]) => backlogAt(desk, end).map((each) => ({ ...each, period })));
