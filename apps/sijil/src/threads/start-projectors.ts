import type { Foundation } from '../foundation/index.js';
import { startKpiProjector } from '../kpi/start-kpis.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';

/** Those who copy the log: into the pages agents work with, and into those figures are counted from. */
export interface Projectors {
  readonly pages: ProjectorThread;
  readonly kpis: ProjectorThread;
}

/** Begins them, each on a thread of its own. */
export function startProjectors(foundation: Foundation): Projectors {
  const { settings, telling, begun } = foundation;
  const pages = begun(new ProjectorThread({ urls: pageUrlsOf(settings), ...telling('projector') }));
  const kpis = begun(startKpiProjector(foundation));
  return { pages, kpis };
}
