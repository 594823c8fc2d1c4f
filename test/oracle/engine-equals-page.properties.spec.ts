import fc from 'fast-check';
import { disagreements, recompute } from '#kpi';
import { anyDesk } from './any-desk.js';
import type { AnyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import type { Frame } from './any-question.js';
import { kpisInMemory } from './copied-kpis.js';

const runs = { numRuns: 400 };
const frames = fc.array(anyFrame, { minLength: 5, maxLength: 5 });

/** The position up to which a frame knows the log. */
const knownBy = ({ events }: AnyDesk, { known }: Frame): bigint => BigInt(Math.ceil(events.length * known));

const upTo = ({ events }: AnyDesk, position: bigint) => events.filter((event) => event.position <= position);

describe('what the engine tells', () => {
  it(
    'is what the page says, to the last digit: every KPI, known at any position',
    () =>
      fc.assert(
        fc.asyncProperty(anyDesk(45), frames, async (desk, looks) => {
          const ask = await kpisInMemory(desk.events);
          for (const [place, id] of kpiIds.entries()) {
            const look = looks[place % looks.length] as Frame;
            const [asked, knownAt] = [question(desk, look, id), knownBy(desk, look)];
            const proven = recompute(upTo(desk, knownAt), asked);
            expect({ id, wrong: disagreements(ask(asked, knownAt), proven) }).toEqual({ id, wrong: [] });
          }
        }),
        runs,
      ),
    120_000,
  );
});
