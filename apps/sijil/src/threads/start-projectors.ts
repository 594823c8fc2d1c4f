import type { Foundation } from '../foundation/index.js';
import type { KafkaSource } from '../kafka/kafka-source.js';
import { watchedProjector } from '../kafka/watched-projector.js';
import { startKpiProjector } from '../kpi/start-kpis.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';

/** Those who copy the log: into the pages agents work with, and into those figures are counted from. */
export interface Projectors {
  readonly pages: ProjectorThread;
  readonly kpis: ProjectorThread;
}

/** Begins them, each on a thread of its own; they read events in the log, or where else they are told to. */
export function startProjectors(foundation: Foundation, kafka?: KafkaSource): Projectors {
  const { settings, begun } = foundation;
  const told = watchedProjector(foundation, 'projector', kafka);
  const pages = begun(new ProjectorThread({ urls: pageUrlsOf(settings), ...told }));
  const kpis = begun(startKpiProjector(foundation, kafka));
  return { pages, kpis };
}
