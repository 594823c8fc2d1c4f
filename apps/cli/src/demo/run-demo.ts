import type { Environment } from '#settings';
import type { DeskClient, RebuiltOverHttp } from '../desk/index.js';
import { longWork } from '../desk/index.js';
import type { Progress } from '../terminal/index.js';
import { withDemoDesk } from './day/demo-desk.js';
import { liveThrough } from './day/live-through.js';
import type { DayAtTheDoors } from './day/live-through.js';
import { planDay } from './plan/plan-day.js';
import { wallClock } from './plan/setting.js';
import { figuresOf } from './report/day-figures.js';
import type { DayFigures } from './report/day-figures.js';
import { reportOf } from './report/day-report.js';
import type { DayReport } from './report/day-report.js';

export interface DemoJob {
  readonly seed: number;
  readonly customers: number;
  readonly signal: AbortSignal;
  readonly living: Progress;
  readonly rebuilding: Progress;
  /** Settings of stores that do not lie in the demo's own folder. */
  readonly stores?: Environment;
}

/** A day, and what the desk made of it. */
export interface DemoResult {
  readonly doors: DayAtTheDoors;
  readonly seconds: number;
  readonly report: DayReport;
  readonly kpis: DayFigures;
  readonly rebuilt: RebuiltOverHttp;
}

/** Plans a day, lets a new desk live through it, asks what it made of it, has its figures proven and restated, and copies every page from the log again. */
export function runDemo({ seed, customers, signal, living, rebuilding, stores }: DemoJob): Promise<DemoResult> {
  const plan = planDay(seed, customers);
  return withDemoDesk({ seed, signal, stores }, async ({ desk, doors, agents, clock }) => {
    const started = performance.now();
    const show = (done: number, at: string) =>
      living.show(done, plan.moments.length, `${wallClock(Date.parse(at)).slice(11, 16)} in Riyadh`);
    const atTheDoors = await liveThrough(plan, { desk, doors, agents, clock, signal, show });
    living.end();
    const seconds = (performance.now() - started) / 1000;
    const report = await reportOf(desk);
    const kpis = await figuresOf(desk);
    return { doors: atTheDoors, seconds, report, kpis, rebuilt: await rebuild(desk, rebuilding) };
  });
}

async function rebuild(desk: DeskClient, rebuilding: Progress): Promise<RebuiltOverHttp> {
  const show = (done: number, total: number) => rebuilding.show(done, total, `${done} events`);
  const result = await longWork<RebuiltOverHttp>(desk, '/v1/operations/rebuild', { compare: true }, show);
  rebuilding.end();
  return result;
}
