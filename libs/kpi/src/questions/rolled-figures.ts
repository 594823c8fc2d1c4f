import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Dimension } from '../facts/index.js';
import { filtersOf, periodsOf } from '../figures/index.js';
import type { KpiFigure, KpiQuestion, NumberedName, ToReckon } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { Wanted } from './known-facts.js';

/** The figures of a question by what is known now, counted out of roll-ups where the pages are read. */
export async function rolledFigures(pages: Kysely<KpiTables>, wanted: Wanted): Promise<readonly KpiFigure[]> {
  const { question } = wanted;
  const names = await namesFor(pages, question);
  const asked: ToReckon = { question, names };
  const { rows } = await sql<{ figures: string }>`
    SELECT reckon(asked, facts) AS figures FROM (SELECT ${JSON.stringify(asked)} AS asked, NULL AS facts
    UNION ALL SELECT NULL, facts FROM (${stretchesOf(pages, wanted)}))`.execute(pages);
  return JSON.parse(rows[0]?.figures ?? '[]') as readonly KpiFigure[];
}

/** What the numbers stand for of those dimensions that are asked about. */
async function namesFor(pages: Kysely<KpiTables>, question: KpiQuestion): Promise<readonly NumberedName[]> {
  const asked = [...question.group, ...filtersOf(question).map(([dimension]) => dimension)];
  if (asked.length === 0) return [];
  const rows = await pages.selectFrom('names').selectAll().where('dimension', 'in', asked).execute();
  return rows.map(({ dimension, number, name }) => [dimension as Dimension, number, name]);
}

/** The roll-ups in which facts stand that a question may count. */
function stretchesOf(pages: Kysely<KpiTables>, { definition, question }: Wanted) {
  const { kind, form } = definition;
  const end = Date.parse(question.to);
  const before = pages.selectFrom('rollups').select('facts').where('kind', '=', kind).where('start', '<=', end);
  if (form === 'backlog') return before.where('until', '>', firstEnd(question));
  const first = pages
    .selectFrom('rollups')
    .select(({ fn }) => fn.max('start').as('start'))
    .where('kind', '=', kind)
    .where('start', '<=', Date.parse(question.from));
  return before.where('start', '>=', first);
}

/** The first instant a backlog is counted at. */
export function firstEnd(question: KpiQuestion): number {
  const first = periodsOf(question)[0]?.to ?? question.to;
  return Date.parse(first < question.asOf ? first : question.asOf);
}
