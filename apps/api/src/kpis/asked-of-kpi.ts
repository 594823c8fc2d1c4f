import { dimensions } from '#kpi';
import type { AskedOfKpi } from '#kpi';
import type { ApiParts } from '../api-parts.js';
import { mustBeAnswerable } from '../pages/index.js';
import type { KpiParams } from './kpi.params.js';

/**
 * A request as the question it puts. Errors: `FieldsInvalid`, `POSITION.UNREADABLE`.
 */
export function askedOfKpi(id: string, params: KpiParams, { clock, positions }: ApiParts): AskedOfKpi {
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
