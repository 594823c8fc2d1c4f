import fc from 'fast-check';
import { disagreements, recompute } from '#kpi/open';
import { anyDesk, anyRuledDesk } from './any-desk.js';
import type { AnyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import type { Frame } from './any-question.js';
import { kpisInMemory } from './copied-kpis.js';
import { runs, seed } from './runs.js';

const frames = fc.array(anyFrame, { minLength: 5, maxLength: 5 });

/** The position up to which a frame knows the log. */
const knownBy = ({ events }: AnyDesk, { known }: Frame): bigint => BigInt(Math.ceil(events.length * known));

const upTo = ({ events }: AnyDesk, position: bigint) => events.filter((event) => event.position <= position);

/** Holds every KPI against the page, each as one of the frames looks at it. */
async function expectProven(desk: AnyDesk, looks: readonly Frame[]): Promise<void> {
  const ask = await kpisInMemory(desk.events);
  for (const [place, id] of kpiIds.entries()) {
    const look = looks[place % looks.length] as Frame;
    const [asked, knownAt] = [question(desk, look, id), knownBy(desk, look)];
    const proven = recompute(upTo(desk, knownAt), asked);
    expect({ id, wrong: disagreements(ask(asked, knownAt), proven) }).toEqual({ id, wrong: [] });
  }
}

describe(`what the engine tells is what the page says, to the last digit: every KPI, known at any position (ORACLE_SEED=${seed})`, () => {
  it.each([
    ['of logs that hold any facts in any order', anyDesk(45), 350],
    ['of logs that the rules of the domain made', anyRuledDesk(80), 150],
  ])('%s', (_, desks, numRuns) => fc.assert(fc.asyncProperty(desks, frames, expectProven), runs(numRuns)), 300_000);
});
