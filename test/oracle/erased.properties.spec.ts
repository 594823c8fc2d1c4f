import fc from 'fast-check';
import { fact } from '#domain/testing';
import type { RecordedEvent } from '#event-log';
import { History } from '#projections/testing';
import { anyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import { kpisInMemory } from './copied-kpis.js';
import { runs, seed } from './runs.js';

/** The same log, in which every so many events the customer of the last one is erased. */
function withErasures(events: readonly RecordedEvent[], every: number): readonly RecordedEvent[] {
  const history = new History();
  for (const [place, { type, clear, stream, occurredAt, actor }] of events.entries()) {
    history.keep({ type, clear } as Parameters<History['keep']>[0], { stream, occurredAt, actor });
    if (place % every > 0 || !stream.startsWith('customer-')) continue;
    history.keep(fact('CustomerErased'), { stream, occurredAt });
  }
  return history.events;
}

describe(`customers who were erased (ORACLE_SEED=${seed})`, () => {
  it('stand in every figure as they did, to the last digit', () =>
    fc.assert(
      fc.asyncProperty(anyDesk(45), anyFrame, fc.integer({ min: 1, max: 5 }), async (desk, look, every) => {
        const erased = withErasures(desk.events, every);
        const [before, after] = [await kpisInMemory(desk.events), await kpisInMemory(erased)];
        for (const id of kpiIds) {
          const asked = question(desk, look, id);
          const [were, are] = [before(asked, BigInt(desk.events.length)), after(asked, BigInt(erased.length))];
          expect([id, are]).toEqual([id, were]);
        }
      }),
      runs(100),
    ), 300_000); // prettier-ignore
});
