import fc from 'fast-check';
import { disagreements, proveFromLog, recompute } from '#kpi/open';
import { listedLog } from '#projections/testing';
import { everyPagePlace } from '#read-store/testing';
import { anyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import { withRebuiltKpis } from './copied-kpis.js';
import { batchSizes, runsAt, seed } from './runs.js';

const threeLooks = fc.array(anyFrame, { minLength: 3, maxLength: 3 });
const signal = new AbortController().signal;

describe.each(await everyPagePlace())(`questions put to the pages of a desk (ORACLE_SEED=${seed}, $driver)`, (at) => {
  it('are answered as the page says, copied in any batches and rebuilt; a restatement tells both', () =>
    fc.assert(
      fc.asyncProperty(anyDesk(60), threeLooks, fc.nat(), batchSizes, ({ events, ...desk }, looks, pick, sizes) =>
        withRebuiltKpis(
          { at, sizes },
          events,
          async (kpis) => {
            for (const [place, look] of looks.entries()) {
              const asked = question(desk, look, kpiIds[(pick + place) % kpiIds.length] ?? '');
              const since = BigInt(Math.floor(events.length * look.known));
              const proven = { then: recompute(events.slice(0, Number(since)), asked), now: recompute(events, asked) };
              const { figures, position } = await kpis.figures({ question: asked });
              expect(disagreements(figures, proven.now)).toEqual([]);
              const log = listedLog(events, 7);
              const fileByFile = await proveFromLog({ log, question: asked, until: position, signal });
              expect(disagreements(fileByFile ?? [], proven.now)).toEqual([]);

              const restated = await kpis.restatement({ question: asked }, since);
              expect(disagreements(restated.before, proven.then)).toEqual([]);
              expect(disagreements(restated.after, proven.now)).toEqual([]);
              if (restated.restated === 0) expect(disagreements(restated.before, restated.after)).toEqual([]);
            }
          },
        ),
      ),
      runsAt(at),
    ), 600_000); // prettier-ignore
});
