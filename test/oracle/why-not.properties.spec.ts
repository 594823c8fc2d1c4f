import fc from 'fast-check';
import { definitionOf } from '#kpi';
import type { KpiQuestions } from '#kpi';
import type { RecordedEvent } from '#event-log';
import { everyPagePlace } from '#read-store/testing';
import type { PagePlaces } from '#read-store/testing';
import { anyDesk, anyRuledDesk } from './any-desk.js';
import type { AnyDesk } from './any-desk.js';
import { anyFrame, kpiIds, question } from './any-question.js';
import type { Frame } from './any-question.js';
import { behind } from './behind.js';
import { withKpis } from './copied-kpis.js';
import { runsAt, seed } from './runs.js';

/** Every message, call and ticket a log speaks of; none that was ever in two files: its id alone does not say which. */
function subjectsOf(events: readonly RecordedEvent[]): readonly string[] {
  const files = new Map<string, Set<string>>();
  for (const { stream, clear } of events.filter((event) => event.stream.startsWith('customer-'))) {
    for (const id of [clear['messageId'], clear['ticketId']]) {
      if (typeof id === 'string') files.set(id, (files.get(id) ?? new Set()).add(stream));
    }
  }
  return [...files].filter(([, streams]) => streams.size === 1).map(([id]) => id);
}

/** What is told of as counted, by the id one would ask about. */
async function countedBy(kpis: KpiQuestions, desk: AnyDesk, look: Frame, id: string): Promise<ReadonlySet<string>> {
  const facts = await behind(kpis, question(desk, look, id));
  const counted = facts.filter((each) => each.counted).map(({ fact }) => fact);
  return new Set(counted.map((fact) => ('itemId' in fact ? fact.itemId : fact.ticketId)));
}

/** Asks of each subject why it is not counted: `counted` is told of what stands behind the figures, and of nothing else. */
async function expectReasons(at: PagePlaces, desk: AnyDesk, look: Frame, pick: number): Promise<void> {
  await withKpis(at, desk.events, async (kpis) => {
    for (const id of [0, 1, 2].map((n) => kpiIds[(pick + n * 7) % kpiIds.length] ?? '')) {
      const counted = await countedBy(kpis, desk, look, id);
      for (const subject of subjectsOf(desk.events)) {
        const asked = { question: question(desk, look, id) };
        const { because } = await kpis.whyNot(asked, subject);
        expect([id, subject, because === 'counted']).toEqual([id, subject, counted.has(subject)]);
        expect(reasons(id)).toContain(because);
      }
      expect(await kpis.whyNot({ question: question(desk, look, id) }, 'nobody.1')).toMatchObject({
        because: 'not-found',
      });
    }
  });
}

const everywhere = ['counted', 'spam', 'out-of-range', 'filtered', 'other-kind', 'not-found'] as const;
const ofItems = ['automatic', 'asks-nothing', 'outbound', 'not-answered', 'same-contact', 'shared-handle', 'no-topic'];
const ofTickets = ['not-resolved', 'no-response', 'not-at-work', 'no-survey', 'automatic', 'asks-nothing', 'outbound'];

/** The reasons the page has for what a definition counts. */
function reasons(id: string): readonly string[] {
  const kind = definitionOf(id)?.kind;
  return [...everywhere, ...(kind === 'contact' || kind === 'call' ? ofItems : ofTickets)];
}

describe.each(await everyPagePlace())(`why something is not counted (ORACLE_SEED=${seed}, $driver)`, (at) => {
  const expectReasonsAt = (desk: AnyDesk, look: Frame, pick: number) => expectReasons(at, desk, look, pick);
  it.each([
    ['any facts in any order', anyDesk(45)],
    ['what the rules of the domain made', anyRuledDesk(80)],
  ])('is told of every message, call and ticket that stands behind no figure: %s', (_, desks) =>
    fc.assert(fc.asyncProperty(desks, anyFrame, fc.nat(), expectReasonsAt), runsAt(at)), 600_000); // prettier-ignore
});
