import fc from 'fast-check';
import { disagreements, recompute } from '#kpi';
import type { CountedFact, KpiFigure, KpiQuestion, KpiQuestions } from '#kpi';
import { anyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import { withKpis } from './copied-kpis.js';

const runs = { numRuns: 100 };
const all = 1_000;

/** Everything that stands behind a question, page after page. */
async function behind(kpis: KpiQuestions, asked: KpiQuestion): Promise<readonly CountedFact[]> {
  const events: CountedFact[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await kpis.events({ question: asked }, { limit: 3, ...(after === '' ? {} : { after }) });
    events.push(...page.events);
    after = page.next;
  }
  return events;
}

/** What events add up to: how many count, are open, and what they say in sum. */
function sumOf(events: readonly CountedFact[]) {
  const counted = events.filter((each) => each.counted);
  return {
    events: counted.length,
    customers: new Set(counted.map(({ fact }) => fact.personId)).size,
    open: events.filter(({ open }) => open).length,
    numerator: counted.reduce((sum, { numerator }) => sum + numerator, 0),
  };
}

/** The same of a figure. */
const toldBy = (figure: KpiFigure | undefined, of: ReturnType<typeof sumOf>) => ({
  events: figure?.counts.events ?? 0,
  customers: figure?.counts.customers ?? 0,
  open: figure?.open ?? 0,
  numerator: figure?.numerator ?? (figure?.denominator === undefined ? of.numerator : 0),
});

describe('questions put to the pages of a desk', () => {
  it(
    'are answered as the page says; what stands behind a figure adds up to it, and a restatement tells both',
    () =>
      fc.assert(
        fc.asyncProperty(
          anyDesk(60),
          fc.array(anyFrame, { minLength: 3, maxLength: 3 }),
          fc.nat(),
          (desk, looks, pick) =>
            withKpis(desk.events, async (kpis) => {
              for (const [place, look] of looks.entries()) {
                const asked = question(desk, look, kpiIds[(pick + place) % kpiIds.length] ?? '');
                const since = BigInt(Math.floor(desk.events.length * look.known));
                const [then, now] = [desk.events.slice(0, Number(since)), desk.events];
                const proven = { then: recompute(then, asked), now: recompute(now, asked) };
                const told = await kpis.figures({ question: asked });
                expect(disagreements(told.figures, proven.now)).toEqual([]);

                const restated = await kpis.restatement({ question: asked }, since);
                expect(disagreements(restated.before, proven.then)).toEqual([]);
                expect(disagreements(restated.after, proven.now)).toEqual([]);
                if (restated.restated === 0) expect(disagreements(restated.before, restated.after)).toEqual([]);

                const whole = { ...asked, by: 'all' as const, group: [] };
                const [figure] = (await kpis.figures({ question: whole })).figures;
                const sum = sumOf(await behind(kpis, asked));
                expect(toldBy(figure, sum)).toEqual(sum);
                const { tickets } = await kpis.tickets({ question: asked }, { limit: all });
                expect(figure?.counts.tickets ?? 0).toBe(tickets.length);
              }
            }),
        ),
        runs,
      ),
    120_000,
  );
});
