import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { checkCases } from '#channels/testing';
import type { CountedFact, KpiQuestion, KpiQuestions } from '#kpi';
import { backlogByDay, incidentRows, timeToResolve } from './incident-rows.js';
import { notRepeated, resolvedAtFirstContact } from './incident-outcomes.js';
import { ImportedDesk } from './imported-desk.js';
import { recorded } from './recorded.js';

const incidents = recorded('incidents');
const table = '../shared/data/incidents/incident_event_log_sample.csv';
const map = fileURLToPath(new URL('../../../test/corpus/incidents.map.yml', import.meta.url));
const priorities = { urgent: '1 - Critical', high: '2 - High', normal: '3 - Moderate', low: '4 - Low' } as const;
/** Every month of the file, asked long after it. */
const byMonth = (id: string): KpiQuestion => ({
  id,
  from: '2016-01-01T00:00:00.000Z',
  to: '2018-01-01T00:00:00.000Z',
  zone: 'UTC',
  by: 'month',
  group: [],
  filters: {},
  window: '7d',
  sameTopic: true,
  asOf: '2020-01-01T00:00:00.000Z',
});
const secondsOf = (instant: string): number => Date.parse(instant) / 1000;

incidents.describe('incidents of ServiceNow, imported by a map (needs ../shared/data)', () => {
  let desk: ImportedDesk;
  let raw: ReturnType<typeof incidentRows>;

  beforeAll(async () => {
    raw = incidentRows(incidents.bytes('incident_event_log_sample.csv'));
    desk = await ImportedDesk.open();
    const report = await desk.import('tickets', 'old-desk', table, '--map', map);
    expect(report).toMatchObject({ read: 29_708, taken: 29_708, refused: 0, quarantined: [] });
  }, 300_000);
  beforeAll(() => desk.copyKpis(), 300_000);
  afterAll(async () => {
    raw.close();
    await desk.close();
  });

  checkCases({ name: 'incidents, import to pages' }, [
    { name: '5,265 tickets, reopened as often as recorded', check: checkReopenings },
    { name: 'the backlog at the start of each day', check: checkBacklog },
    { name: 'the time to resolve, by priority', check: checkTimeToResolve },
    { name: 'resolved at first contact: by one agent, and not opened again', check: checkFirstContact },
    { name: 'resolved at first contact: nobody asks about the same again within a week', check: checkRepeats },
    { name: 'all rows twice change nothing', check: checkAgain },
  ]);

  async function checkReopenings(): Promise<void> {
    const outcomes = parse<Record<string, string>>(incidents.bytes('recorded_outcomes.csv'), { columns: true });
    const cards = await desk.ask((pages) =>
      pages.selectFrom('tickets').select(['subject', 'reopenings', 'state']).execute(),
    );
    const told = new Map(cards.map(({ subject, reopenings, state }) => [subject, `${reopenings} ${state}`]));
    expect(told).toEqual(new Map(outcomes.map(({ number, reopen_count }) => [number, `${reopen_count} closed`])));
    expect(told.size).toBe(5265);
  }

  async function checkBacklog(): Promise<void> {
    const days = raw.prepare(backlogByDay).all() as { day: number; open: number }[];
    const spans = await desk.ask((pages) =>
      pages.selectFrom('ticketSpans').select(['state', 'since', 'until']).execute(),
    );
    const active = spans
      .filter(({ state }) => state !== 'resolved' && state !== 'closed')
      .map(({ since, until }) => [secondsOf(since), secondsOf(until)] as const);
    const shown = days.map(({ day }) => ({
      day,
      open: active.filter(([since, until]) => since <= day && until > day).length,
    }));
    expect(Math.max(...shown.map(({ open }) => open))).toBeGreaterThan(100);
    expect(shown).toEqual(days.map((each) => ({ ...each })));
  }

  async function checkTimeToResolve(): Promise<void> {
    const cards = await desk.ask((pages) =>
      pages.selectFrom('tickets').select(['priority', 'openedAt', 'resolvedAt']).execute(),
    );
    const shown = [...Map.groupBy(cards, ({ priority }) => priorities[priority])].map(([priority, of]) => ({
      priority,
      tickets: of.length,
      seconds: of.reduce((sum, { openedAt, resolvedAt }) => sum + secondsOf(resolvedAt ?? '') - secondsOf(openedAt), 0),
    }));
    const rows = raw
      .prepare(timeToResolve)
      .all()
      .map((row) => ({ ...row }));
    expect(shown.toSorted((one, other) => (one.priority < other.priority ? -1 : 1))).toEqual(rows);
  }

  async function checkFirstContact(): Promise<void> {
    const [stayed, alone] = await desk.askKpis(async (kpis) => [
      await ticketsByMonth(kpis, 'no_reopen'),
      await ticketsByMonth(kpis, 'one_agent'),
    ]);
    const months = [...stayed].map(([month, of]) => {
      const byOne = alone.get(month)?.resolved ?? new Set<string>();
      const both = [...of.resolved].filter((ticketId) => byOne.has(ticketId));
      return { month, tickets: of.tickets, stayed: of.resolved.size, alone: byOne.size, both: both.length };
    });
    expect(months).toEqual(rowsOf(resolvedAtFirstContact));
    expect(months.reduce((sum, { both }) => sum + both, 0)).toBeGreaterThan(1000);
  }

  /** The figures of each month, and the tickets behind them that were resolved at first contact. */
  async function ticketsByMonth(kpis: KpiQuestions, id: string) {
    const question = byMonth(id);
    const { figures } = await kpis.figures({ question });
    const months = Map.groupBy(await behind(kpis, question), ({ fact }) => fact.at.slice(0, 7));
    return new Map(
      figures.map(({ period, numerator, denominator }) => {
        const resolved = (months.get(period) ?? []).filter((each) => each.numerator === 1);
        expect(resolved).toHaveLength(numerator ?? 0);
        return [period, { tickets: denominator, resolved: new Set(resolved.map(({ fact }) => fact.ticketId)) }];
      }),
    );
  }

  async function behind(kpis: KpiQuestions, question: KpiQuestion): Promise<readonly CountedFact[]> {
    const found: CountedFact[] = [];
    let after: string | undefined;
    do {
      const page = await kpis.events({ question }, { limit: 1000, after });
      found.push(...page.events);
      after = page.next;
    } while (after !== undefined);
    return found;
  }

  async function checkRepeats(): Promise<void> {
    const { figures } = await desk.askKpis((kpis) => kpis.figures({ question: byMonth('no_repeat_in_window') }));
    const months = figures.map(({ period: month, denominator: contacts, numerator: resolved }) => ({ month, contacts, resolved })); // prettier-ignore
    expect(months).toEqual(rowsOf(notRepeated));
    expect(months.reduce((sum, { contacts = 0, resolved = 0 }) => sum + contacts - resolved, 0)).toBeGreaterThan(100);
  }

  const rowsOf = (sql: string) => raw.prepare(sql).all().map((row) => ({ ...row })); // prettier-ignore

  async function checkAgain(): Promise<void> {
    const position = () =>
      desk.ask((pages) =>
        pages
          .selectFrom('timeline')
          .select(({ fn }) => fn.max('position').as('last'))
          .execute(),
      );
    const before = await position();
    const report = await desk.import('tickets', 'old-desk', table, '--map', map);
    expect(report).toMatchObject({ read: 29_708, taken: 0, repeated: 29_708, quarantined: [] });
    expect(await position()).toEqual(before);
  }
});
