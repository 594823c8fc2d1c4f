import { definitionOf, KpiNotFound, told } from '#kpi';
import type { KpiPort } from '../src/index.js';

const position = 0n;

/** KPIs of a desk on which nothing happened yet. */
export const emptyKpis: KpiPort = {
  reached: async () => undefined,
  figures: async ({ question }) => {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new KpiNotFound(question.id);
    return { position, definition: told(definition), figures: [] };
  },
  events: async () => ({ position, events: [] }),
  tickets: async () => ({ position, tickets: [] }),
  whyNot: async () => ({ position, because: 'not-found' }),
  restatement: async () => ({ position, before: [], after: [], restated: 0, facts: [] }),
};
