import type { Dimension } from '../facts/index.js';
import type { AgeBand, KpiFigure, KpiQuestion, Spread } from '../figures/index.js';
import { periodEnds } from './local-periods.js';
import type { RawCase } from './raw-cases.js';

/** What a definition’s figure is. */
export type RawForm = 'count' | 'share' | 'distribution' | 'backlog';

/** A case, and the period it is counted in. */
export interface CaseInPeriod extends RawCase {
  readonly period: string;
}

type Group = Readonly<Partial<Record<Dimension, string>>>;

/** “Figures”: one for every period and group in which something was counted or is open, in the order of their first case. */
export function rawFigures(form: RawForm, question: KpiQuestion, cases: readonly CaseInPeriod[]): readonly KpiFigure[] {
  const wanted = cases.filter(({ counted, open }) => counted || open).filter((each) => passes(each, question));
  const told = wanted.flatMap((each) => groupsOf(each, question).map((group) => ({ each, group })));
  const places = Map.groupBy(told, ({ each, group }) => JSON.stringify([each.period, group]));
  const figures = [...places.values()].flatMap((place) => {
    const [one] = place;
    const all = place.map(({ each }) => each);
    return one === undefined ? [] : [rawFigure(form, one.each.period, one.group, all)];
  });
  return form === 'backlog' && question.group.length === 0 ? withEmptyBacklogs(question, figures) : figures;
}

/** “Periods with a backlog of 0 are not” left out. */
const withEmptyBacklogs = (question: KpiQuestion, figures: readonly KpiFigure[]): readonly KpiFigure[] =>
  periodEnds(question).map(
    ([name]) => figures.find(({ period }) => period === name) ?? rawFigure('backlog', name, {}, []),
  );

/** “As filter (one value each).” */
const passes = ({ stands }: RawCase, { filters }: KpiQuestion): boolean =>
  Object.entries(filters).every(([dimension, value]) => stands[dimension as Dimension].includes(value));

/** “A fact with several tags stands in the group of each.” */
function groupsOf({ stands }: RawCase, { group: dimensions }: KpiQuestion): readonly Group[] {
  let groups: readonly Group[] = [{}];
  for (const dimension of dimensions) {
    const values = stands[dimension];
    groups = groups.flatMap((group) => values.map((value) => ({ ...group, [dimension]: value })));
  }
  return groups;
}

function rawFigure(form: RawForm, period: string, group: Group, cases: readonly RawCase[]): KpiFigure {
  const counted = cases.filter((each) => each.counted);
  const open = cases.filter((each) => each.open).length;
  const tickets = new Set(counted.map(({ ticketId }) => ticketId).filter((ticketId) => ticketId !== ''));
  const people = new Set(counted.map(({ personId }) => personId));
  const counts = { events: counted.length, tickets: tickets.size, customers: people.size };
  return { period, group, counts, open, provisional: open > 0, ...told(form, counted) };
}

type Told = Pick<KpiFigure, 'value' | 'numerator' | 'denominator' | 'seconds' | 'bands'>;

function told(form: RawForm, counted: readonly RawCase[]): Told {
  const durations = counted.map(({ ms }) => ms);
  switch (form) {
    case 'count':
      return { value: counted.length };
    case 'share':
      return share(counted);
    case 'distribution':
      return { value: spread(durations).mean, seconds: spread(durations) };
    case 'backlog':
      return { value: counted.length, seconds: spread(durations), bands: bands(durations) };
  }
}

/** “Shares”: one division of whole numbers. */
function share(counted: readonly RawCase[]): Told {
  const denominator = counted.length;
  let numerator = 0;
  for (const each of counted) numerator += each.numerator;
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

/** “Distributions”: the mean rounded half up to a millisecond, quantiles by nearest rank. */
function spread(durations: readonly number[]): Spread {
  if (durations.length === 0) return { mean: null, median: null, p90: null };
  let sum = 0n;
  for (const ms of durations) sum += BigInt(ms);
  const n = BigInt(durations.length);
  const roundedUp = 2n * (sum % n) >= n ? 1n : 0n;
  const ascending = durations.toSorted((one, other) => one - other);
  const rank = (tenths: bigint) => Number(ascending[Number((tenths * n + 9n) / 10n) - 1]) / 1000;
  return { mean: Number(sum / n + roundedUp) / 1000, median: rank(5n), p90: rank(9n) };
}

/** “Backlog”: the ages in bands. */
function bands(ages: readonly number[]): readonly AgeBand[] {
  const limits = [1, 3, 7, 14, 30, null];
  return limits.map((underDays, place) => {
    const least = (place === 0 ? 0 : Number(limits[place - 1])) * 86_400_000;
    const below = underDays === null ? Infinity : underDays * 86_400_000;
    return { underDays, tickets: ages.filter((age) => age >= least && age < below).length };
  });
}
