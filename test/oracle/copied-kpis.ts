import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '#event-log';
import { kpiCopyist, kpiPages, KpiQuestions } from '#kpi';
import type { KpiTables } from '#kpi';
import { openReadStore } from '#read-store/open';

/** Lets the engine copy these events, as it does at work, and answers questions from its pages. */
export async function withKpis<Result>(
  events: readonly RecordedEvent[],
  ask: (kpis: KpiQuestions) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'sijil-kpis-'));
  const store = await openReadStore<KpiTables>(`sqlite:${folder}`, kpiPages);
  try {
    const writer = await store.live();
    const copyist = kpiCopyist(writer);
    await copyist.fold(events);
    await copyist.write();
    await writer.close();
    return await ask(new KpiQuestions(store));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
