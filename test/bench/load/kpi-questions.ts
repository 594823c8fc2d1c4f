import type { KpiQuestion } from '#kpi';
import { yearBegan } from './kpi-year.js';

/** A question, and what it is called in the report. */
export interface NamedQuestion {
  readonly name: string;
  readonly question: KpiQuestion;
  /** Whether the raw program answers it too. */
  readonly inSql: boolean;
}

const day = 86_400_000;
const instant = (ms: number): string => new Date(ms).toISOString();

const plain = {
  zone: 'Asia/Riyadh',
  group: [],
  filters: {},
  window: '7d',
  sameTopic: false,
  asOf: instant(yearBegan + 400 * day),
} as const;

/** A part of the year, by days. */
const range = (from: number, days: number) => ({
  from: instant(yearBegan + from * day),
  to: instant(yearBegan + (from + days) * day),
});
const year = { ...plain, ...range(0, 365) };

/** What a supervisor asks, over and over: of a whole year, and of some month. */
export const kpiQuestions = (rounds: number): readonly NamedQuestion[] =>
  Array.from({ length: rounds }, (_, round) => questionsOf({ ...plain, ...range((round * 37) % 330, 31) })).flat();

const questionsOf = (month: typeof year): readonly NamedQuestion[] => [
  inSql('repeats of a year by month', { ...year, id: 'no_repeat_in_window', by: 'month' }),
  inSql('contacts of a year by week and channel', { ...year, id: 'contacts', by: 'week', group: ['channel'] }),
  inSql('first responses of a month by day and team', { ...month, id: 'first_response_time', by: 'day', group: ['team'] }), // prettier-ignore
  inSql('backlog after a month by team', { ...month, id: 'backlog', by: 'all', group: ['team'] }),
  ours('backlog of a year by day', { ...year, id: 'backlog', by: 'day' }),
  ours('backlog of a year by day and agent', { ...year, id: 'backlog', by: 'day', group: ['agent'] }),
];
const inSql = (name: string, question: KpiQuestion): NamedQuestion => ({ name, question, inSql: true });
const ours = (name: string, question: KpiQuestion): NamedQuestion => ({ name, question, inSql: false });
