import type { Kysely } from 'kysely';
import type { Dimension } from '../facts/index.js';
import { filtersOf, findingRead, periodsOf, reckoningRead } from '../figures/index.js';
import type { FoundFact, KpiFigure, KpiQuestion, NumberedName, RollUpReading, ToFind } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { Wanted } from './known-facts.js';

/** The figures of a question by what is known now, counted out of roll-ups. */
export async function rolledFigures(pages: Kysely<KpiTables>, wanted: Wanted): Promise<readonly KpiFigure[]> {
  const names = await namesFor(pages, wanted.question);
  return told(pages, wanted, reckoningRead({ question: wanted.question, names }));
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
  return told(pages, looked, findingRead({ ...place, question, names: await namesFor(pages, question) }));
}

/** What a reading tells of the roll-ups in which facts stand that a question may count: as many as it has use for. */
async function told<Told>(pages: Kysely<KpiTables>, wanted: Wanted, reading: RollUpReading<Told>): Promise<Told> {
  for await (const rollUps of stretchesOf(pages, wanted)) {
    for (const { facts } of rollUps) reading.take(facts);
    if (reading.isDone) break;
  }
  return reading.told();
}

/** What the numbers stand for of those dimensions that are asked about. */
async function namesFor(pages: Kysely<KpiTables>, question: KpiQuestion): Promise<readonly NumberedName[]> {
  const asked = [...question.group, ...filtersOf(question).map(([dimension]) => dimension)];
  if (asked.length === 0) return [];
  const rows = await pages.selectFrom('names').selectAll().where('dimension', 'in', asked).execute();
  return rows.map(({ dimension, number, name }) => [dimension as Dimension, number, name]);
}

/** Roll-ups read at once: mostly a page of what stands behind a figure, and some hundred kilobytes. */
const rollUpsAtOnce = 32;

/** The roll-ups in which facts stand that a question may count, in the order of time. */
async function* stretchesOf(pages: Kysely<KpiTables>, wanted: Wanted) {
  const first = await rollUpsIn(pages, wanted).execute();
  yield first;
  for (let last = first.at(rollUpsAtOnce - 1); last !== undefined;) {
    const next = await rollUpsIn(pages, wanted).where('start', '>', last.start).execute();
    yield next;
    last = next.at(rollUpsAtOnce - 1);
  }
}

function rollUpsIn(pages: Kysely<KpiTables>, { definition, question }: Wanted) {
  const { kind, form } = definition;
  const before = pages
    .selectFrom('rollups')
    .select(['start', 'facts'])
    .where('kind', '=', kind)
    .where('start', '<=', Date.parse(question.to))
    .orderBy('start')
    .limit(rollUpsAtOnce);
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
