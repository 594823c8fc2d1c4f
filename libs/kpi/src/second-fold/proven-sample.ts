import type { Instant } from '#domain';
import { PagesDiffer } from '#projections';
import { definitions } from '../definitions/index.js';
import type { KpiFact } from '../facts/index.js';
import { Figuring } from '../figures/index.js';
import type { KpiQuestion } from '../figures/index.js';
import { facts as factsTable } from '../pages/kpi.tables.js';
import { disagreements } from '../proof/index.js';
import type { RawDesk } from '../proof/raw-desk.js';
import { recount } from '../proof/recount.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Every KPI of some people, counted from their facts, against the same worked out from raw events by docs/kpis.md alone:
 * code that shares nothing with what derives facts. It walks each file again and again, so only few people can be asked.
 */
export class ProvenSample {
  readonly #questions: readonly KpiQuestion[];
  readonly #recounts;
  readonly #facts: KpiFact[] = [];

  constructor(asOf: Instant) {
    this.#questions = definitions.map(({ id }) => questionAbout(id, asOf));
    this.#recounts = this.#questions.map(recount);
  }

  /** One person: the raw events, and what is known to follow from them. */
  add(desk: RawDesk, facts: readonly KpiFact[]): void {
    this.#facts.push(...facts);
    for (const each of this.#recounts) each.add(desk);
  }

  /** Errors: `PagesDiffer`; as its row the KPI is named. */
  check(): void {
    const inTime = this.#facts.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    for (const [place, question] of this.#questions.entries()) {
      const figuring = new Figuring(question);
      const kind = definitions[place]?.kind;
      for (const fact of inTime) if (fact.kind === kind) figuring.add(fact);
      if (disagreements(figuring.figures(), this.#recounts[place]?.figures() ?? []).length === 0) continue;
      throw new PagesDiffer({ table: factsTable.name, row: question.id, stream: 'customer-*', columns: ['fact'] });
    }
  }
}

/** Over all time; what stands at the end of each period, only of the last. */
function questionAbout(id: string, asOf: Instant): KpiQuestion {
  const [from, to] = id === 'backlog' ? [dayOf(asOf, 0), dayOf(asOf, 1)] : ['2000-01-01T00:00:00.000Z', dayOf(asOf, 1)];
  return { id, from, to, zone: 'UTC', by: 'all', group: [], filters: {}, window: '7d', sameTopic: false, asOf };
}

const dayOf = (at: Instant, later: number): Instant =>
  new Date((Math.floor(Date.parse(at) / day) + later) * day).toISOString();
