import fc from 'fast-check';
import { definitions } from '#kpi';
import type { KpiQuestion } from '#kpi';
import type { AnyDesk } from './any-desk.js';
import { day } from './happening.js';

const quarter = 15 * 60_000;

// prettier-ignore
const filters: readonly KpiQuestion['filters'][] = [
  { channel: 'email' }, { channel: 'phone' }, { inbox: 'mail' }, { inbox: 'line' }, { agent: 'ali' }, { agent: '' },
  { team: 'team0' }, { team: '', priority: 'normal' }, { tag: 'vip' }, { tag: '' }, { priority: 'high' }, { language: 'ar' },
];

/** How a question looks at a desk; whichever KPI it is about. */
export const anyFrame = fc.record({
  /** Whole quarters of an hour from when the desk began; every other question looks at all of it. */
  from: fc.oneof(fc.constant(-9 * 24 * 4), fc.noBias(fc.integer({ min: -8 * 24 * 4, max: 2 * 24 * 4 }))),
  quarters: fc.oneof(fc.constant(90 * 24 * 4), fc.noBias(fc.integer({ min: 1, max: 45 * 24 * 4 }))),
  by: fc.constantFrom<KpiQuestion['by'][]>('hour', 'day', 'day', 'week', 'month', 'all', 'all'),
  group: fc.subarray<KpiQuestion['group'][number]>(['channel', 'inbox', 'team', 'agent', 'tag', 'priority', 'language'], { maxLength: 2 }), // prettier-ignore
  filters: fc.oneof({ arbitrary: fc.constant({}), weight: 4 }, fc.constantFrom(...filters)),
  window: fc.constantFrom<KpiQuestion['window'][]>('24h', '72h', '7d', '14d', '30d'),
  sameTopic: fc.boolean(),
  /** Days from when the desk began. */
  asOf: fc.constantFrom(1, 3, 5.25, 9.5, 14, 20, 30, 400, 400),
  /** Of the log, up to which it is known: a share of its length. */
  known: fc.constantFrom(1, 1, 1, 0.9, 0.5, 0.2),
});
export type Frame = typeof anyFrame extends fc.Arbitrary<infer Value> ? Value : never;

/** Ids of all KPIs there are. */
export const kpiIds = definitions.map(({ id }) => id);

/** Puts a question about one KPI to a desk. */
export function question({ zone, begins }: Pick<AnyDesk, 'zone' | 'begins'>, frame: Frame, id: string): KpiQuestion {
  const instant = (ms: number) => new Date(ms).toISOString();
  const from = begins + frame.from * quarter;
  const { by, group, filters, window, sameTopic } = frame;
  const range = { from: instant(from), to: instant(from + frame.quarters * quarter) };
  return { id, zone, ...range, by, group, filters, window, sameTopic, asOf: instant(begins + frame.asOf * day) };
}
