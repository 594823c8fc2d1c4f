import type { KpiQuestion } from '#kpi';
import { yearBegan } from './kpi-year.js';

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

/** What a supervisor asks, over and over: of a whole year, and of some month. */
export const kpiQuestions = (rounds: number): readonly KpiQuestion[] =>
  Array.from({ length: rounds }, (_, round) => range((round * 37) % 330, 31)).flatMap((month): KpiQuestion[] => [
    { ...plain, ...range(0, 365), id: 'no_repeat_in_window', by: 'month' },
    { ...plain, ...range(0, 365), id: 'contacts', by: 'week', group: ['channel'] },
    { ...plain, ...month, id: 'first_response_time', by: 'day', group: ['team'] },
    { ...plain, ...month, id: 'backlog', by: 'all', group: ['team'] },
  ]);
