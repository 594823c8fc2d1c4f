import { eventStoresUnderTest } from '../../../../libs/event-log/testing/esdb-wire/event-stores-under-test.js';
import { countDay } from './plan/count-day.js';
import { planDay } from './plan/plan-day.js';
import { runDemo } from './run-demo.js';

const unseen = { show: () => undefined, end: () => undefined };
const day = { seed: 3, customers: 12 };

for (const server of eventStoresUnderTest()) {
  server.describe('a desk whose log is in EventStoreDB', () => {
    it('lives through the same day: everybody, every message and call once, and the same pages when they are copied anew', async () => {
      const stores = { LOG_URL: server.freshUrl() };
      const signal = new AbortController().signal;
      const { report, kpis, rebuilt } = await runDemo({ ...day, signal, living: unseen, rebuilding: unseen, stores });
      const expected = countDay(planDay(day.seed, day.customers));
      const sum = (of: 'messages' | 'calls') => report.volume.figures.reduce((total, figure) => total + figure[of], 0);
      const messages = Object.values(expected.messages).reduce((total, count) => total + count, 0);
      expect(report.people).toHaveLength(expected.people);
      expect([sum('messages'), sum('calls')]).toEqual([messages, expected.calls]);
      expect(report.quarantined).toHaveLength(expected.quarantined);
      expect(kpis.shown.flatMap(({ disagreements }) => disagreements)).toEqual([]);
      expect(rebuilt).toMatchObject({ kind: 'published', comparison: { differences: 0 } });
    }, 300_000);
  });
}
