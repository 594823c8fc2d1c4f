import { dimensions } from '#kpi';
import type { AskedOfKpi } from '#kpi';
import type { ApiParts } from '../api-parts.js';
import { mustBeAnswerable } from '../pages/index.js';
import type { KpiParams } from './kpi.params.js';

/** How long a question waits for the pages to reach `minPosition`, in milliseconds. */
const patience = 5_000;

/** A request as the question it puts, once the pages hold what it asks for. Errors: as `askedOfKpi`; `PositionNotReached`. */
export async function putToKpis(id: string, params: KpiParams, parts: ApiParts): Promise<AskedOfKpi> {
  const { kpis, positions } = parts;
  const { minPosition } = params;
  if (minPosition !== undefined) await kpis.reached(positions.read(minPosition), AbortSignal.timeout(patience));
  return askedOfKpi(id, params, parts);
}

/**
 * A request as the question it puts. Errors: `FieldsInvalid`, `POSITION.UNREADABLE`.
 */
function askedOfKpi(id: string, params: KpiParams, { clock, positions }: ApiParts): AskedOfKpi {
  mustBeAnswerable(params);
  const { from, to, zone, by, group, window, sameTopic, asOf = clock.now(), knownAt } = params;
  const filters = dimensions.flatMap((dimension) => {
    const wanted = params[dimension];
    return wanted === undefined ? [] : [[dimension, wanted] as const];
  });
  const choices = { window, sameTopic: sameTopic === 'true', asOf };
  return {
    question: { id, from, to, zone, by, group, filters: Object.fromEntries(filters), ...choices },
    knownAt: knownAt === undefined ? undefined : positions.read(knownAt),
  };
}
