import type { Kysely } from 'kysely';
import { sqlOf } from '#read-store';
import type { PageSql } from '#read-store';
import type { Definition } from '../definitions/index.js';
import type { KpiFact } from '../facts/index.js';
import { filtersOf, periodsOf } from '../figures/index.js';
import type { KpiQuestion } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { KeptStretches } from '../rollups/index.js';

/** Where a list of facts goes on: behind this one. */
export interface FactPlace {
  readonly at: string;
  readonly factId: string;
}

/** Facts read at once: few enough that the thread that asked is held up for a few milliseconds. */
const factsAtOnce = 500;

/** Which facts are wanted: those a question counts, as they were known at a position; now, where none is said. */
export interface Wanted {
  readonly definition: Definition;
  readonly question: KpiQuestion;
  readonly knownAt: bigint | undefined;
  /** What questions before have read of roll-ups. */
  readonly kept: KeptStretches;
}

/** Facts a question may count, by instant, a few hundred at a time; those its filters leave out are not among them. */
export async function* knownFacts(
  pages: Kysely<KpiTables>,
  wanted: Wanted,
  after: FactPlace = { at: '', factId: '' },
  atOnce = factsAtOnce,
): AsyncGenerator<readonly KpiFact[]> {
  const rowsBehind = (place: FactPlace) => rowsAfter(pages, wanted, place, atOnce);
  yield* inPortions(rowsBehind, after, atOnce);
}

/** The same, of what is known now, where it is known at which instants they stand: no others are looked at. */
export async function* factsAt(
  pages: Kysely<KpiTables>,
  { definition, question }: Wanted,
  instants: readonly string[],
  after: FactPlace,
): AsyncGenerator<readonly KpiFact[]> {
  const { sql, aside, oneOf } = sqlOf(pages);
  const rowsBehind = ({ at, factId }: FactPlace) =>
    pages
      .selectFrom('facts')
      .select(columns)
      .where('kind', '=', definition.kind)
      .where('at', 'in', oneOf([...new Set(instants)]))
      .where(sql<boolean>`(${aside('at')}, ${aside('factId')}) > (${at}, ${factId})`)
      .where(standsWhere(pages, question))
      .orderBy('at')
      .orderBy('factId')
      .limit(factsAtOnce)
      .execute();
  yield* inPortions(rowsBehind, after, factsAtOnce);
}

interface ReadFact extends FactPlace {
  readonly fact: string;
}

async function* inPortions(
  rowsBehind: (place: FactPlace) => Promise<readonly ReadFact[]>,
  after: FactPlace,
  atOnce: number,
): AsyncGenerator<readonly KpiFact[]> {
  for (let place: FactPlace | undefined = after; place !== undefined;) {
    const rows: readonly ReadFact[] = await rowsBehind(place);
    yield rows.map(({ fact }) => JSON.parse(fact) as KpiFact);
    place = rows.length < atOnce ? undefined : rows.at(-1);
  }
}

const columns = ['at', 'factId', 'fact'] as const;

async function rowsAfter(
  pages: Kysely<KpiTables>,
  { definition, question, knownAt }: Wanted,
  { at, factId }: FactPlace,
  atOnce: number,
) {
  const { from, to, ended } = rangeOf(definition, question);
  const { sql } = sqlOf(pages);
  const behind = sql<boolean>`(at, "factId") > (${at}, ${factId})`;
  const standing = standsWhere(pages, question);
  const now = pages
    .selectFrom('facts')
    .select(columns)
    .where('kind', '=', definition.kind)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('until', '>', ended)
    .where(behind)
    .where(standing);
  if (knownAt === undefined) return now.orderBy('at').orderBy('factId').limit(atOnce).execute();
  const position = Number(knownAt);
  const then = pages
    .selectFrom('pastFacts')
    .select(columns)
    .where('kind', '=', definition.kind)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('until', '>', ended)
    .where('knownFrom', '<=', position)
    .where('knownTo', '>', position)
    .where(behind)
    .where(standing);
  const known = now.where('knownFrom', '<=', position).unionAll(then);
  return known.orderBy('at').orderBy('factId').limit(atOnce).execute();
}

/** Facts that stand where the question looks: most others are not even handed over. */
function standsWhere(pages: Kysely<KpiTables>, question: KpiQuestion) {
  const said = sqlOf(pages);
  const { sql } = said;
  const conditions = filtersOf(question).map(([dimension, wanted]) =>
    dimension === 'tag' ? isTagged(said, wanted) : sql<boolean>`${said.fieldOf('fact', dimension)} = ${wanted}`,
  );
  return sql<boolean>`(${sql.join([sql`TRUE`, ...conditions], sql` AND `)})`;
}

const isTagged = ({ sql, fieldOf, fieldHolds }: PageSql, wanted: string) =>
  wanted === '' ? sql<boolean>`${fieldOf('fact', 'tags')} = '[]'` : fieldHolds('fact', 'tags', wanted);

/** Spans that began before the range may reach into it; other facts stand where their instant is. */
function rangeOf({ form }: Definition, question: KpiQuestion): { from: string; to: string; ended: string } {
  if (form !== 'backlog') return { from: question.from, to: question.to, ended: '' };
  const first = periodsOf(question)[0]?.to ?? question.to;
  return { from: '', to: question.to, ended: first < question.asOf ? first : question.asOf };
}
