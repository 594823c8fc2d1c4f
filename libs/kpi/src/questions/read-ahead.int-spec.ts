import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { FactWriter } from '../../testing/index.js';
import type { KpiFact } from '../facts/index.js';
import { kpiPages } from '../pages/index.js';
import type { KpiTables } from '../pages/index.js';
import { KpiQuestions } from './kpi-questions.js';
import { readAhead } from './read-ahead.js';

const folder = mkdtempSync(join(tmpdir(), 'sijil-read-ahead-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const standing = { channel: 'chat', inbox: 'web', team: '', agent: '', priority: '', language: '', tags: [] };
const opening: KpiFact = {
  ...{ kind: 'opening', factId: 'opening/c1.1', customerId: 'c1', personId: 'c1', ticketId: 'c1.1', position: 1 },
  ...{ exclusion: '', at: '2026-03-01T08:00:00.000Z', contacts: 1, atWork: true, ...standing },
};

/** Pages of one fact, and how often they were asked. */
async function withPages(ask: (store: ReadStore<KpiTables>, kpis: KpiQuestions) => Promise<void>): Promise<void> {
  const store = await openReadStore<KpiTables>(`sqlite:${folder}`, kpiPages);
  const live = await store.live();
  if (live.mark.position === 0n) await new FactWriter(live).write([opening]);
  await live.close();
  await ask(store, new KpiQuestions(store)).finally(() => store.close());
}

describe('before anyone asks about figures', () => {
  it('pages of few facts are left alone', () =>
    withPages(async (store, kpis) => {
      expect(await readAhead({ store, kpis, signal: new AbortController().signal })).toBe(0);
    }));

  it('pages of many are asked about every kind of facts, until the desk ends', () =>
    withPages(async (store, kpis) => {
      const asked = new Set<string>();
      const end = new AbortController();
      const figures: KpiQuestions['figures'] = (question) => {
        if (asked.has(question.question.id)) end.abort();
        asked.add(question.question.id);
        return kpis.figures(question);
      };
      const put = await readAhead({ store, kpis: { figures, events: kpis.events.bind(kpis) }, signal: end.signal, fewest: 1 }); // prettier-ignore
      expect(put).toBe(asked.size + 1);
      expect([...asked]).toEqual(expect.arrayContaining(['contacts', 'calls', 'backlog', 'no_reopen']));
    }));
});
