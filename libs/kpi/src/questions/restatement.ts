import type { Kysely } from 'kysely';
import type { KpiFact } from '../facts/index.js';
import { Figuring, periodsOf } from '../figures/index.js';
import type { KpiFigure } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import { countedIn } from './drill-down.js';
import type { CountedFact } from './drill-down.js';
import { knownFacts } from './known-facts.js';
import type { Wanted } from './known-facts.js';

/** A fact that counts otherwise than it did; `undefined`: it did not count, or does not any more. */
export interface RestatedFact {
  readonly before: CountedFact | undefined;
  readonly after: CountedFact | undefined;
}

/** The same question at two positions of the log. */
export interface Restatement {
  readonly before: readonly KpiFigure[];
  readonly after: readonly KpiFigure[];
  /** How many facts make the difference, and the first of them by id. */
  readonly restated: number;
  readonly facts: readonly RestatedFact[];
}

const shownFacts = 200;

/** What a figure was when the log stood at `since`, what it is now, and which facts make the difference. */
export async function restatement(pages: Kysely<KpiTables>, wanted: Wanted, since: bigint): Promise<Restatement> {
  const [then, now] = [await counted(pages, { ...wanted, knownAt: since }), await counted(pages, wanted)];
  const factIds = [...new Set([...then.facts.keys(), ...now.facts.keys()])].sort();
  const pairs = factIds.map((factId) => ({ before: then.facts.get(factId), after: now.facts.get(factId) }));
  const restated = pairs.filter(({ before, after }) => told(before) !== told(after));
  return { before: then.figures, after: now.figures, restated: restated.length, facts: restated.slice(0, shownFacts) };
}

async function counted(pages: Kysely<KpiTables>, wanted: Wanted) {
  const figuring = new Figuring(wanted.question);
  const found = new Map<string, CountedFact>();
  const lookAt = looking(wanted);
  for await (const facts of knownFacts(pages, wanted)) {
    for (const fact of facts) {
      figuring.add(fact);
      const counts = countedIn(lookAt(fact), fact);
      if (counts !== undefined) found.set(fact.factId, counts);
    }
  }
  return { figures: figuring.figures(), facts: found };
}

/**
 * Where facts are looked at, which come in the order of time: a span that stands at the end of any period stands at the end of the first that ends after it
 * began, and makes a difference there, though it may be over long before the range is.
 */
function looking(wanted: Wanted): (fact: KpiFact) => Wanted {
  const { question } = wanted;
  const ends = periodsOf(question).map(({ to }) => to);
  let place = 0;
  return (fact) => {
    while ((ends[place] ?? fact.at) < fact.at) place += 1;
    const to = fact.kind === 'span' ? ends[place] : undefined;
    return to === undefined ? wanted : { ...wanted, question: { ...question, to } };
  };
}

const told = (counts: CountedFact | undefined): string =>
  JSON.stringify(counts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
