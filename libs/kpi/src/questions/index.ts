export { KpiQuestions } from './kpi-questions.js';
export type { AskedOfKpi } from './kpi-questions.js';
export type { CountedFact, CountedPage, ListPage } from './drill-down.js';
export type { TicketsPage } from './tickets-behind.js';
export type { Restatement, RestatedFact } from './restatement.js';
export type { WhyNot } from './why-not.js';
export { readAhead } from './read-ahead.js';
export type { ReadingAhead } from './read-ahead.js';
