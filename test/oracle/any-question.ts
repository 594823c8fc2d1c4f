import fc from 'fast-check';
import { definitions } from '#kpi';
import type { KpiQuestion } from '#kpi';
import type { AnyDesk } from './any-desk.js';
import { day } from './happening.js';

const quarter = 15 * 60_000;

const anyFilter: fc.Arbitrary<KpiQuestion['filters']> = fc.constantFrom(
  {}, {}, {}, {},
  { channel: 'email' }, { channel: 'phone' }, { inbox: 'mail' }, { inbox: 'line' }, { agent: 'ali' }, { agent: '' },
  { team: 'team0' }, { team: '', priority: 'normal' }, { tag: 'vip' }, { tag: '' }, { priority: 'high' }, { language: 'ar' },
); // prettier-ignore

/** How a question looks at a desk; whichever KPI it is about. */
export const anyFrame = fc.record({
  /** Whole quarters of an hour from when the desk began. */
  from: fc.integer({ min: -4 * 24 * 4, max: 4 * 24 * 4 }),
  quarters: fc.integer({ min: 1, max: 30 * 24 * 4 }),
  by: fc.constantFrom<KpiQuestion['by'][]>('hour', 'day', 'day', 'week', 'month', 'all', 'all'),
  group: fc.subarray<KpiQuestion['group'][number]>(['channel', 'inbox', 'team', 'agent', 'tag', 'priority', 'language'], { maxLength: 2 }), // prettier-ignore
  filters: anyFilter,
  window: fc.constantFrom<KpiQuestion['window'][]>('24h', '72h', '7d', '14d', '30d'),
  sameTopic: fc.boolean(),
  /** Days from when the desk began. */
  asOf: fc.constantFrom(0, 1, 2.25, 3, 5, 9.5, 20, 400),
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
