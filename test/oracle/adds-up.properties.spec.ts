import fc from 'fast-check';
import { definitionOf } from '#kpi';
import type { KpiFigure, KpiQuestion, KpiQuestions } from '#kpi';
import { periodsOf } from '#kpi/open';
import { everyPagePlace } from '#read-store/testing';
import { anyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import { behind, sumOf, ticketsBehind, toldBy } from './behind.js';
import { withKpis } from './copied-kpis.js';
import { runsAt, seed } from './runs.js';

/** The card: one figure of the whole range. */
async function card(kpis: KpiQuestions, asked: KpiQuestion): Promise<KpiFigure | undefined> {
  return (await kpis.figures({ question: { ...asked, by: 'all', group: [] } })).figures[0];
}

/** The question one figure of a table answers alone; `undefined` where one question cannot ask for two tags. */
function narrowed(asked: KpiQuestion, { period, group }: KpiFigure): KpiQuestion | undefined {
  const found = periodsOf(asked).find(({ name }) => name === period);
  if (found === undefined || (asked.filters.tag ?? group.tag) !== (group.tag ?? asked.filters.tag)) return undefined;
  const { from, to } = found;
  return { ...asked, by: 'all', group: [], from, to, filters: { ...asked.filters, ...group } };
}

async function expectDrillDown(kpis: KpiQuestions, asked: KpiQuestion, figure: KpiFigure | undefined): Promise<void> {
  const facts = await behind(kpis, asked);
  const sum = sumOf(facts);
  expect(toldBy(figure, sum)).toEqual(sum);
  const counted = facts.flatMap(({ counted, fact }) => (counted && fact.ticketId !== '' ? [fact.ticketId] : []));
  const tickets = await ticketsBehind(kpis, asked);
  expect([...tickets].sort()).toEqual([...new Set(counted)].sort());
  expect(tickets).toHaveLength(figure?.counts.tickets ?? 0);
}

/** What periods count are parts of the whole; a backlog stands at the end of each. */
function expectParts(table: readonly KpiFigure[], whole: KpiFigure | undefined): void {
  const sum = (of: (figure: KpiFigure) => number) => table.reduce((total, figure) => total + of(figure), 0);
  expect(sum(({ counts }) => counts.events)).toBe(whole?.counts.events ?? 0);
  expect(sum(({ open }) => open)).toBe(whole?.open ?? 0);
  expect(sum(({ numerator = 0 }) => numerator)).toBe(whole?.numerator ?? 0);
}

describe.each(await everyPagePlace())(
  `card, table and what stands behind them (ORACLE_SEED=${seed}, $driver)`,
  (at) => {
    it('add up: the table to the card, and the facts behind each figure of either to that figure', () =>
    fc.assert(
      fc.asyncProperty(anyDesk(50), anyFrame, fc.nat(2), (desk, look, third) =>
        withKpis(at, desk.events, async (kpis) => {
          for (const id of kpiIds.filter((_, place) => place % 3 === third)) {
            const asked = question(desk, look, id);
            const whole = await card(kpis, asked);
            await expectDrillDown(kpis, { ...asked, by: 'all', group: [] }, whole);
            const { figures } = await kpis.figures({ question: asked });
            for (const figure of figures.slice(0, 6)) {
              const alone = narrowed(asked, figure);
              if (alone !== undefined) await expectDrillDown(kpis, alone, figure);
            }
            if (definitionOf(id)?.form === 'backlog') continue;
            const { figures: table } = await kpis.figures({ question: { ...asked, group: [] } });
            expectParts(table, whole);
          }
        }),
      ),
      runsAt(at),
    ), 600_000); // prettier-ignore
  },
);
