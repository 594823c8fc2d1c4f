import { liveElsewhere } from '#apps/sijil';
import type { Foundation } from '#apps/sijil';
import { kpiPages } from '#kpi/open';
import { deskPages } from '#projections';
import { openReadStore } from '#read-store/open';
import { kpiUrlOf } from '#settings';

/** How far the pages are that other processes copy, and what those commit to them. */
export async function copiedElsewhere(foundation: Foundation) {
  const { settings, begun } = foundation;
  const pages = await openReadStore<never>(settings.readUrl, deskPages);
  begun({ stop: () => pages.close() });
  const kpis = await openReadStore<never>(kpiUrlOf(settings), kpiPages);
  begun({ stop: () => kpis.close() });
  return {
    copied: { pages: () => pages.position(), kpis: () => kpis.position() },
    live: liveElsewhere(foundation, pages),
  };
}
