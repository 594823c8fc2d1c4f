import type { Kysely } from 'kysely';
import { periodsOf } from '../figures/index.js';
import type { KpiQuestion, RollUpReading } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import type { OpenStretch, StretchName } from '../rollups/index.js';
import type { Wanted } from './known-facts.js';

/** Roll-ups read at once: mostly a page of what stands behind a figure, and some hundred kilobytes. */
const rollUpsAtOnce = 32;

/** What a reading tells of the roll-ups in which facts stand that a question may count: as many as it has use for. */
export async function toldByRollUps<Told>(
  pages: Kysely<KpiTables>,
  wanted: Wanted,
  reading: RollUpReading<Told>,
): Promise<Told> {
  const stretches = await stretchesOf(pages, wanted);
  wanted.kept.turn();
  for (let first = 0; first < stretches.length && !reading.isDone; first += rollUpsAtOnce) {
    const some = stretches.slice(first, first + rollUpsAtOnce);
    const read = await readOf(pages, wanted, some, reading);
    for (const name of some) reading.take(read.get(name.start) ?? wanted.kept.of(name) ?? missing(name));
  }
  return reading.told();
}

function missing({ start }: StretchName): never {
  throw new TypeError(`no roll-up begins at ${start}`);
}

/** Those of some roll-ups that were not kept, which are kept from now on; by where they begin. */
async function readOf<Told>(
  pages: Kysely<KpiTables>,
  { definition, kept }: Wanted,
  names: readonly StretchName[],
  reading: RollUpReading<Told>,
): Promise<ReadonlyMap<number, OpenStretch>> {
  const unread = names.filter((name) => kept.of(name) === undefined);
  const [first, last] = [unread[0], unread.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const rows = await pages
    .selectFrom('rollups')
    .select(['start', 'facts'])
    .where('kind', '=', definition.kind)
    .where('start', '>=', first.start)
    .where('start', '<=', last.start)
    .execute();
  const digests = new Map(unread.map(({ start, digest }) => [start, digest]));
  const read = new Map<number, OpenStretch>();
  for (const { start, facts } of rows) {
    const digest = digests.get(start);
    if (digest === undefined) continue;
    const rollUp = reading.opened(facts);
    kept.keep({ start, digest }, rollUp);
    read.set(start, rollUp);
  }
  return read;
}

/** The stretches in which facts stand that a question may count, in the order of time. */
async function stretchesOf(
  pages: Kysely<KpiTables>,
  { definition, question }: Wanted,
): Promise<readonly StretchName[]> {
  const { kind, form } = definition;
  const before = pages
    .selectFrom('stretches')
    .select(['start', 'digest'])
    .where('kind', '=', kind)
    .where('start', '<=', Date.parse(question.to))
    .orderBy('start');
  if (form === 'backlog') return before.where('until', '>', firstEnd(question)).execute();
  const first = pages
    .selectFrom('stretches')
    .select(({ fn }) => fn.max('start').as('start'))
    .where('kind', '=', kind)
    .where('start', '<=', Date.parse(question.from));
  return before.where('start', '>=', first).execute();
}

/** The first instant a backlog is counted at. */
function firstEnd(question: KpiQuestion): number {
  const first = periodsOf(question)[0]?.to ?? question.to;
  return Date.parse(first < question.asOf ? first : question.asOf);
}
