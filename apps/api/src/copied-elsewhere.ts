import type { Foundation } from '#apps/sijil';
import { kpiPages } from '#kpi';
import { deskPages } from '#projections';
import { openReadStore } from '#read-store/open';
import { kpiUrlOf } from '#settings';

/** How far the pages are that other processes copy, as their store says. */
export async function copiedElsewhere({ settings, begun }: Foundation) {
  const stores = [await openReadStore(settings.readUrl, deskPages), await openReadStore(kpiUrlOf(settings), kpiPages)] as const; // prettier-ignore
  for (const store of stores) begun({ stop: () => store.close() });
  const [pages, kpis] = stores;
  return { pages: () => pages.position(), kpis: () => kpis.position() };
}
