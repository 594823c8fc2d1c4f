import { History } from '#projections/testing';
import type { KpiQuestion } from '#kpi';
import { disagreements, recompute } from '#kpi/open';
import { clockChanges } from './clock-changes.js';
import { kpisInMemory } from './copied-kpis.js';
import { day } from './happening.js';

const quarter = 15 * 60_000;
const instant = (ms: number) => new Date(ms).toISOString();

/** A call every quarter of an hour, for three days around noon of the middle one. */
function callsAround(noon: number) {
  const history = new History();
  for (let at = noon - 1.5 * day; at < noon + 1.5 * day; at += quarter) {
    const [customer, startedAt] = [`k${(at / quarter) % 16}`, instant(at)];
    const said = { messageId: `m${at}`, conversationId: `${customer}.c1`, startedAt, endedAt: startedAt };
    history.record('CallLogged', { ...said, direction: 'inbound' }, { stream: `customer-${customer}`, occurredAt: startedAt }); // prettier-ignore
  }
  return history.events;
}

describe('a day on which the clocks change', () => {
  it.each(clockChanges)('in %s is as long as it is, and so is each of its hours: twice', async (zone, days) => {
    for (const changed of days) {
      const noon = Date.parse(`${changed}T12:00:00.000Z`);
      const events = callsAround(noon);
      const ask = await kpisInMemory(events);
      const range = { from: instant(noon - 1.5 * day), to: instant(noon + 1.5 * day), asOf: instant(noon + 9 * day) };
      const choices = { zone, group: [], filters: {}, window: '7d', sameTopic: false, ...range } as const;
      for (const by of ['hour', 'day', 'week', 'month'] as const) {
        const asked: KpiQuestion = { id: 'calls', by, ...choices };
        const figures = ask(asked, BigInt(events.length));
        expect(disagreements(figures, recompute(events, asked))).toEqual([]);
        expect(figures.reduce((sum, { counts }) => sum + counts.events, 0)).toBe(events.length);
      }
    }
  });
});
