import type { Kysely } from 'kysely';
import type { Answered } from '#queries';
import type { ReadStore } from '#read-store';
import { definitionOf, told } from '../definitions/index.js';
import type { DefinitionTold } from '../definitions/index.js';
import { Figuring } from '../figures/index.js';
import type { KpiFigure, KpiQuestion } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import { KeptStretches } from '../rollups/index.js';
import { countedFacts } from './drill-down.js';
import type { CountedPage, ListPage } from './drill-down.js';
import { KpiNotFound } from './kpi.errors.js';
import { knownFacts } from './known-facts.js';
import type { Wanted } from './known-facts.js';
import { rolledFigures } from './rolled-figures.js';
import { countedTickets } from './tickets-behind.js';
import type { TicketsPage } from './tickets-behind.js';
import { restatement } from './restatement.js';
import type { Restatement } from './restatement.js';
import { whyNot } from './why-not.js';
import type { WhyNot } from './why-not.js';

/** A question, and the position whose knowledge answers it; what is known now, where none is said. */
export interface AskedOfKpi {
  readonly question: KpiQuestion;
  readonly knownAt?: bigint | undefined;
}

/** As much of roll-ups as stays in memory from question to question: those of three or four million facts. */
const mostKeptBytes = 96 * 2 ** 20;

/** Every question that can be put to KPIs. Each is answered from one snapshot. Errors: `KpiNotFound`, `BadTimeZone`. */
export class KpiQuestions {
  readonly #kept = new KeptStretches(mostKeptBytes);

  constructor(private readonly store: Pick<ReadStore<KpiTables>, 'ask' | 'waitFor'>) {}

  /** Resolves when the pages hold what was recorded at `position`. Errors: `PositionNotReached`. */
  reached(position: bigint, signal: AbortSignal): Promise<void> {
    return this.store.waitFor(position, signal);
  }

  figures(
    asked: AskedOfKpi,
  ): Promise<Answered<{ readonly definition: DefinitionTold; readonly figures: readonly KpiFigure[] }>> {
    return this.#ask(asked, async (pages, wanted) => {
      const figures =
        wanted.knownAt === undefined ? await rolledFigures(pages, wanted) : await pastFigures(pages, wanted);
      return { definition: told(wanted.definition), figures };
    });
  }

  /** See `countedFacts`. Errors: `BadCursor`. */
  events(asked: AskedOfKpi, page: ListPage): Promise<Answered<CountedPage>> {
    return this.#ask(asked, (pages, wanted) => countedFacts(pages, wanted, page));
  }

  /** See `countedTickets`. Errors: `BadCursor`. */
  tickets(asked: AskedOfKpi, page: ListPage): Promise<Answered<TicketsPage>> {
    return this.#ask(asked, (pages, wanted) => countedTickets(pages, wanted, page));
  }

  /** See `whyNot`. */
  whyNot(asked: AskedOfKpi, subject: string): Promise<Answered<{ readonly because: WhyNot }>> {
    return this.#ask(asked, async (pages, wanted) => ({ because: await whyNot(pages, wanted, subject) }));
  }

  /** See `restatement`. */
  restatement(asked: AskedOfKpi, since: bigint): Promise<Answered<Restatement>> {
    return this.#ask(asked, (pages, wanted) => restatement(pages, wanted, since));
  }

  async #ask<Result>(
    { question, knownAt }: AskedOfKpi,
    put: (pages: Kysely<KpiTables>, wanted: Wanted) => Promise<Result>,
  ): Promise<Answered<Result>> {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new KpiNotFound(question.id);
    const { position, result } = await this.store.ask((pages) =>
      put(pages, { definition, question, knownAt, kept: this.#kept }),
    );
    return { ...result, position };
  }
}

async function pastFigures(pages: Kysely<KpiTables>, wanted: Wanted): Promise<readonly KpiFigure[]> {
  const figuring = new Figuring(wanted.question);
  for await (const facts of knownFacts(pages, wanted)) for (const fact of facts) figuring.add(fact);
  return figuring.figures();
}
