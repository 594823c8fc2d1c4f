import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import { abandonedCalls, calls, missedCalls, solvedInCall, talkTime } from './count-calls.js';
import { backlogAt } from './count-backlog.js';
import { contacts, noRepeatInWindow, repeatRateBackward, repeatRateForward } from './count-contacts.js';
import * as tickets from './count-tickets.js';
import { periodEnds, periodOf } from './local-periods.js';
import { RawFigures } from './raw-figures.js';
import type { RawForm } from './raw-figure.js';
import type { RawCase } from './raw-cases.js';
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

/** The figures of one question, counted desk by desk, or person by person: a person’s cases follow from their files alone. */
export interface Recount {
  add(desk: RawDesk): void;
  /** Of all that was added. */
  figures(): readonly KpiFigure[];
}

/** Begins counting. Errors: `TypeError` for a KPI the page does not define. */
export function recount(question: KpiQuestion): Recount {
  if (question.id === 'backlog') return recountBacklog(question);
  const [form, count] = definitions[question.id] ?? [];
  if (form === undefined || count === undefined) throw new TypeError(`the page defines no KPI ${question.id}`);
  const { from, to, asOf } = question;
  const figures = new RawFigures(form, question);
  const add = (desk: RawDesk) => {
    for (const each of count(desk, question)) {
      if (from <= each.at && each.at < to && each.at <= asOf) figures.add(each, periodOf(question, each.at));
    }
  };
  return { add, figures: () => figures.told() };
}

/** “With a period, T is the end of each period of the range.” */
function recountBacklog(question: KpiQuestion): Recount {
  const ends = periodEnds(question);
  const figures = new RawFigures('backlog', question);
  if (question.group.length === 0) for (const [period] of ends) figures.begin(period);
  const add = (desk: RawDesk) => {
    for (const [period, end] of ends) for (const each of backlogAt(desk, end)) figures.add(each, period);
  };
  return { add, figures: () => figures.told() };
}
