import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Dimension } from '../facts/index.js';
import { filtersOf, periodsOf } from '../figures/index.js';
import type { FoundFact, KpiFigure, KpiQuestion, NumberedName, ToFind, ToReckon } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { Wanted } from './known-facts.js';

/** The figures of a question by what is known now, counted out of roll-ups where the pages are read. */
export async function rolledFigures(pages: Kysely<KpiTables>, wanted: Wanted): Promise<readonly KpiFigure[]> {
  const asked: ToReckon = { question: wanted.question, names: await namesFor(pages, wanted.question) };
  return JSON.parse(await toldByRollUps(pages, 'reckon', asked, wanted)) as readonly KpiFigure[];
}

/** Where a list of found facts goes on, and how much of it is wanted: see `ToFind`. */
type FindingPlace = Pick<ToFind, 'after' | 'most' | 'perTicket'>;

/** The first facts behind all figures of a question by what is known now, in time order. */
export async function foundFacts(
  pages: Kysely<KpiTables>,
  wanted: Wanted,
  place: FindingPlace,
): Promise<readonly FoundFact[]> {
  const question: KpiQuestion = { ...wanted.question, by: 'all', group: [] };
  const asked: ToFind = { ...place, question, names: await namesFor(pages, question) };
  const from = new Date(Math.max(Date.parse(question.from), place.perTicket ? -Infinity : place.after)).toISOString();
  const looked = { ...wanted, question: { ...question, from } };
  const find = async (stretches: number) =>
    JSON.parse(await toldByRollUps(pages, 'find', asked, looked, stretches)) as readonly FoundFact[];
  const first = await find(firstStretches);
  return first.filter(([at]) => at > place.after).length < place.most ? find(allStretches) : first;
}

/** So many roll-ups mostly hold a page of what stands behind a figure; all are asked where they do not. */
const firstStretches = 16;
/** For SQLite no limit. */
const allStretches = -1;

/** What a function of the pages tells of the roll-ups in which facts stand that a question may count. */
async function toldByRollUps(
  pages: Kysely<KpiTables>,
  name: 'reckon' | 'find',
  asked: ToReckon | ToFind,
  wanted: Wanted,
  stretches = allStretches,
): Promise<string> {
  const { rows } = await sql<{ told: string }>`
    SELECT ${sql.raw(name)}(asked, facts) AS told FROM (SELECT ${JSON.stringify(asked)} AS asked, NULL AS facts
    UNION ALL SELECT NULL, facts FROM (${stretchesOf(pages, wanted).limit(stretches)}))`.execute(pages);
  return rows[0]?.told ?? '[]';
}

/** What the numbers stand for of those dimensions that are asked about. */
async function namesFor(pages: Kysely<KpiTables>, question: KpiQuestion): Promise<readonly NumberedName[]> {
  const asked = [...question.group, ...filtersOf(question).map(([dimension]) => dimension)];
  if (asked.length === 0) return [];
  const rows = await pages.selectFrom('names').selectAll().where('dimension', 'in', asked).execute();
  return rows.map(({ dimension, number, name }) => [dimension as Dimension, number, name]);
}

/** The roll-ups in which facts stand that a question may count, in the order of time. */
function stretchesOf(pages: Kysely<KpiTables>, { definition, question }: Wanted) {
  const { kind, form } = definition;
  const end = Date.parse(question.to);
  const before = pages.selectFrom('rollups').select('facts').where('kind', '=', kind).where('start', '<=', end);
  if (form === 'backlog') return before.where('until', '>', firstEnd(question)).orderBy('start');
  const first = pages
    .selectFrom('rollups')
    .select(({ fn }) => fn.max('start').as('start'))
    .where('kind', '=', kind)
    .where('start', '<=', Date.parse(question.from));
  return before.where('start', '>=', first).orderBy('start');
}

/** The first instant a backlog is counted at. */
export function firstEnd(question: KpiQuestion): number {
  const first = periodsOf(question)[0]?.to ?? question.to;
  return Date.parse(first < question.asOf ? first : question.asOf);
}
