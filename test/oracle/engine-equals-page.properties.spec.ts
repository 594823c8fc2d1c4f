import fc from 'fast-check';
import { disagreements, recompute } from '#kpi';
import { anyDesk } from './any-desk.js';
import type { AnyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import type { Frame } from './any-question.js';
import { withKpis } from './copied-kpis.js';

const frames = fc.array(anyFrame, { minLength: 4, maxLength: 4 });

/** The position up to which a frame knows the log. */
const knownBy = ({ events }: AnyDesk, { known }: Frame): bigint => BigInt(Math.ceil(events.length * known));

const upTo = ({ events }: AnyDesk, position: bigint) => events.filter((event) => event.position <= position);

describe('what the engine tells', () => {
  it(
    'is what the page says, to the last digit: every KPI, known at any position',
    () =>
      fc.assert(
        fc.asyncProperty(anyDesk(60), frames, (desk, looks) =>
          withKpis(desk.events, async (kpis) => {
            for (const [place, id] of kpiIds.entries()) {
              const look = looks[place % looks.length] as Frame;
              const [asked, knownAt] = [question(desk, look, id), knownBy(desk, look)];
              const { figures } = await kpis.figures({ question: asked, knownAt });
              expect({ id, not: disagreements(figures, recompute(upTo(desk, knownAt), asked)) }).toEqual({
                id,
                not: [],
              });
            }
          }),
        ),
        { numRuns: Number(process.env['RUNS'] ?? 100) },
      ),
    600_000,
  );
});
