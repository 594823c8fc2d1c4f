import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { checkCases } from '#channels/testing';
import { backlogByDay, incidentRows, timeToResolve } from './incident-rows.js';
import { ImportedDesk } from './imported-desk.js';
import { recorded } from './recorded.js';

const incidents = recorded('incidents');
const table = '../shared/data/incidents/incident_event_log_sample.csv';
const map = fileURLToPath(new URL('../../../test/corpus/incidents.map.yml', import.meta.url));
const priorities = { urgent: '1 - Critical', high: '2 - High', normal: '3 - Moderate', low: '4 - Low' } as const;
const secondsOf = (instant: string): number => Date.parse(instant) / 1000;

incidents.describe('incidents of ServiceNow, imported by a map (needs ../shared/data)', () => {
  let desk: ImportedDesk;
  let raw: ReturnType<typeof incidentRows>;

  beforeAll(async () => {
    raw = incidentRows(incidents.bytes('incident_event_log_sample.csv'));
    desk = await ImportedDesk.open();
    const report = await desk.import('tickets', 'old-desk', table, '--map', map);
    expect(report).toMatchObject({ read: 29_708, taken: 29_708, refused: 0, quarantined: [] });
  }, 120_000);
  afterAll(async () => {
    raw.close();
    await desk.close();
  });

  checkCases({ name: 'incidents, import to pages' }, [
    { name: '5,265 tickets, reopened as often as recorded', check: checkReopenings },
    { name: 'the backlog at the start of each day', check: checkBacklog },
    { name: 'the time to resolve, by priority', check: checkTimeToResolve },
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
