import type { KpiQuestions } from './kpi-questions.js';

/** Where one is missing, or there is one too many, the compiler says so. */
const named: Readonly<Record<Exclude<keyof KpiQuestions, 'reached'>, true>> = {
  figures: true,
  events: true,
  tickets: true,
  whyNot: true,
  restatement: true,
};

/** Every question about KPIs by its name, for whoever has them put on another thread. */
export const kpiQuestionNames = Object.keys(named) as readonly (keyof typeof named)[];
