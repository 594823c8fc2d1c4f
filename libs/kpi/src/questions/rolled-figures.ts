import type { Kysely } from 'kysely';
import type { Dimension } from '../facts/index.js';
import { filtersOf, findingRead, reckoningRead } from '../figures/index.js';
import type { FoundFact, KpiFigure, KpiQuestion, NumberedName, ToFind } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { Wanted } from './known-facts.js';
import { toldByRollUps } from './roll-ups-asked.js';

/** The figures of a question by what is known now, counted out of roll-ups. */
export async function rolledFigures(pages: Kysely<KpiTables>, wanted: Wanted): Promise<readonly KpiFigure[]> {
  const names = await namesFor(pages, wanted.question);
  return toldByRollUps(pages, wanted, reckoningRead({ question: wanted.question, names }));
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
  const from = new Date(Math.max(Date.parse(question.from), place.perTicket ? -Infinity : place.after)).toISOString();
  const looked = { ...wanted, question: { ...question, from } };
  return toldByRollUps(pages, looked, findingRead({ ...place, question, names: await namesFor(pages, question) }));
}

/** What the numbers stand for of those dimensions that are asked about. */
async function namesFor(pages: Kysely<KpiTables>, question: KpiQuestion): Promise<readonly NumberedName[]> {
  const asked = [...question.group, ...filtersOf(question).map(([dimension]) => dimension)];
  if (asked.length === 0) return [];
  const rows = await pages.selectFrom('names').selectAll().where('dimension', 'in', asked).execute();
  return rows.map(({ dimension, number, name }) => [dimension as Dimension, number, name]);
}
