export { countDay } from './plan/count-day.js';
export type { DayCount } from './plan/count-day.js';
export { planDay } from './plan/plan-day.js';
export type { DayPlan } from './plan/plan-day.js';
export type { DayReport } from './report/day-report.js';
export { figureLines } from './report/figure-lines.js';
export { doorLine, reportLines } from './report/report-lines.js';
export { runDemo } from './run-demo.js';
export type { DemoJob, DemoResult } from './run-demo.js';
