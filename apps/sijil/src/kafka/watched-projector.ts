import type { Foundation, Telling } from '../foundation/index.js';
import { FaultElsewhere } from '../intake/intake-thread.js';
import type { ProjectorThreadOptions } from '../pages/projector-thread.js';
import { KafkaWork, stopsReading } from './kafka-work.js';
import type { KafkaSource } from './kafka-source.js';

type Watched = Pick<ProjectorThreadOptions, 'kafka' | 'onFault' | 'onWarning' | 'onMoved'>;

/** How a projector reads Kafka, and what health and metrics hear of it; only what it tells, where it reads the log. */
export function watchedProjector(
  { works, stores, telling }: Foundation,
  name: 'projector' | 'kpi projector',
  kafka: KafkaSource | undefined,
): Watched {
  const told: Telling = telling(name);
  if (kafka === undefined) return told;
  let position = 0n;
  const reached = async () => ({ position, head: (await stores.log.head()).position });
  const work = works.add(new KafkaWork(name === 'projector' ? 'pages' : 'kpis', reached));
  return {
    ...told,
    kafka,
    onFault: (fault) => {
      // What the thread tells it goes on after; what ends it may need a person.
      if (!(fault instanceof FaultElsewhere) && stopsReading(fault)) work.stopped();
      else work.failed();
      told.onFault(fault);
    },
    onMoved: (from, to) => {
      position = to;
      work.succeeded(from === 0n ? 0 : Number(to - from));
    },
  };
}
