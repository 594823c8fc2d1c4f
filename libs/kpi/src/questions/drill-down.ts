import type { Kysely } from 'kysely';
import { cursorOf, sortKeyOf } from '#queries';
import type { KpiFact } from '../facts/index.js';
import { choiceOf, passes } from '../figures/index.js';
import type { KpiQuestion } from '../figures/index.js';
import { isSo, measuredAlone } from '../measures/index.js';
import type { KpiTables } from '../pages/index.js';
import { factsAt, knownFacts } from './known-facts.js';
import type { FactPlace, Wanted } from './known-facts.js';
import { foundFacts } from './rolled-figures.js';

type Outside<Fact> = Fact extends KpiFact ? Omit<Fact, 'position' | 'factId'> & { readonly position: bigint } : never;

/** One fact behind a figure. No text and no address stands in it. */
export interface CountedFact {
  readonly fact: Outside<KpiFact>;
  /** Counted; or only open: time alone may still make it count. */
  readonly counted: boolean;
  readonly open: boolean;
  /** What it adds to a share. */
  readonly numerator: number;
  /** Of a distribution. */
  readonly seconds?: number;
}

/** A page of a list. */
export interface ListPage {
  readonly after?: string | undefined;
  readonly limit: number;
}
export interface CountedPage {
  readonly events: readonly CountedFact[];
  readonly next?: string;
}

/** What stands behind all figures of a question, by instant. Errors: `BadCursor`, `BadTimeZone`. */
export async function countedFacts(pages: Kysely<KpiTables>, wanted: Wanted, page: ListPage): Promise<CountedPage> {
  const events: CountedFact[] = [];
  const list = `kpi/${wanted.definition.id}`;
  const [at, factId] = page.after === undefined ? ['', ''] : sortKeyOf(list, page.after, ['', '']);
  let last: KpiFact | undefined;
  for await (const facts of factsBehind(pages, wanted, { at, factId }, page.limit + 1)) {
    for (const fact of facts) {
      const counted = countedIn(wanted, fact);
      if (counted === undefined) continue;
      if (events.length === page.limit && last) return { events, next: cursorOf(list, [last.at, last.factId]) };
      events.push(counted);
      last = fact;
    }
  }
  return { events };
}

/** Facts that may stand behind a question; those known now are found in roll-ups first, so that few others are read. */
async function* factsBehind(
  pages: Kysely<KpiTables>,
  wanted: Wanted,
  place: FactPlace,
  most: number,
): AsyncGenerator<readonly KpiFact[]> {
  if (wanted.knownAt !== undefined) {
    yield* knownFacts(pages, wanted, place, most);
    return;
  }
  const after = place.at === '' ? beforeAll : Date.parse(place.at);
  const found = await foundFacts(pages, wanted, { after, most, perTicket: false });
  yield* factsAt(
    pages,
    wanted,
    found.map(([at]) => new Date(at).toISOString()),
    place,
  );
}

/** An instant before any there is, in milliseconds. */
export const beforeAll = -8_640_000_000_000_000;

/** What a fact is to a question; `undefined` where it stands behind none of its figures. */
export function countedIn({ definition, question }: Wanted, fact: KpiFact): CountedFact | undefined {
  if (!passes(fact, question) || !isReached(fact, question)) return undefined;
  const { adds, ms, ...verdicts } = definition.judge(measuredAlone(fact), choiceOf(question));
  const [counted, open] = [isSo(verdicts.counted, 0), isSo(verdicts.open, 0)];
  if (!counted && !open) return undefined;
  const numerator = counted ? (typeof adds === 'boolean' ? Number(adds) : (adds[0] ?? 0)) : 0;
  const seconds = counted && ms !== undefined ? { seconds: (ms[0] ?? 0) / 1000 } : {};
  return { fact: outside(fact), counted, open, numerator, ...seconds };
}

/** A fact as it is told outside: a place in the log is no number there. */
function outside({ position, factId: _, ...fact }: KpiFact): Outside<KpiFact> {
  return { ...fact, position: BigInt(position) };
}

/** Of a span: it stands at the end of a range that has begun. Of all others: their instant is in the range, and has come. */
export function isReached(fact: KpiFact, { from, to, asOf }: KpiQuestion): boolean {
  if (fact.kind !== 'span') return fact.at >= from && fact.at < to && fact.at <= asOf;
  const end = to < asOf ? to : asOf;
  return from <= asOf && fact.at <= end && (fact.end === null || fact.end > end);
}
