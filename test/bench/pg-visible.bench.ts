import type { Figure, Scale } from './figure.js';
import { runProgram, withProgram } from './programs/child-program.js';
import { PgPlaces } from './programs/pg-places.js';
import type { PgVisible, Seen } from './programs/pg-visible.process.js';
import { processTimes } from './programs/process-times.js';
import { quantile } from './quantile.js';

const projector = new URL('./programs/pg-projector.process.js', import.meta.url);
const visible = new URL('./programs/pg-visible.process.js', import.meta.url);
const perSecond = 500;

const places = new PgPlaces('visible');

/** How soon an event stands on pages that another process copies, and what it costs to have two that would copy them. */
export const pgVisible: Figure = {
  name: 'pg-visible',
  what: 'append to visible in a page another process copies, PostgreSQL, 500 events/s',
  unit: 'ms (p99)',
  atLeast: 'told',
  prepare: () => places.open(),
  product: async (scale) => {
    const [one, two] = [await measured(scale, 1), await measured(scale, 2)];
    return {
      value: one.p99,
      also: { 'p50 ms': one.p50, 'p99 ms with a second projector': two.p99, 'projector µs/event': one.cost, 'both µs/event': two.cost }, // prettier-ignore
    };
  },
  raws: [],
};

async function measured({ quick, seconds }: Scale, projectors: number) {
  const url = places.next();
  const events = perSecond * (quick ? 1 : Math.min(seconds, 20));
  const task: PgVisible = { url, events, perSecond };
  return withProjectors(url, projectors, [], async (pids) => {
    const { waits } = await runProgram<Seen>(visible, task, { withinSeconds: 300 });
    const times = await Promise.all(pids.map((pid) => processTimes(pid)));
    const cost = times.reduce((sum, each) => sum + (each?.microseconds ?? 0), 0) / events;
    return { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), cost };
  });
}

/** Begins projectors, one after the other, and lets them go afterwards. */
function withProjectors<Result>(
  at: string,
  wanted: number,
  pids: readonly number[],
  work: (pids: readonly number[]) => Promise<Result>,
): Promise<Result> {
  if (pids.length === wanted) return work(pids);
  return withProgram(projector, { url: at }, ({ pid }: { pid: number }) =>
    withProjectors(at, wanted, [...pids, pid], work),
  );
}
