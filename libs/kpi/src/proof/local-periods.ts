import type { KpiQuestion } from '../figures/index.js';

const quarter = 15 * 60_000;
const forms = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, Wall>();

/** What the clock on the wall shows, and how far it is from UTC. */
interface Wall {
  readonly day: string;
  readonly hour: string;
  readonly offset: string;
}

/** Reads the clock on the wall of a zone when a quarter of an hour begins. */
function wall(zone: string, began: number): Wall {
  const name = `${zone} ${began}`;
  const known = walls.get(name) ?? readWall(zone, began);
  if (walls.size > 100_000) walls.clear();
  walls.set(name, known);
  return known;
}

function readWall(zone: string, began: number): Wall {
  const form = forms.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZoneName: 'longOffset' }); // prettier-ignore
  forms.set(zone, form);
  const shown = Object.fromEntries(form.formatToParts(new Date(began)).map(({ type, value }) => [type, value]));
  const { year, month, day, hour = '', timeZoneName = '' } = shown as Record<string, string>;
  return { day: `${year}-${month}-${day}`, hour, offset: timeZoneName.replace('GMT', '') || '+00:00' };
}

/** “Periods”: the name of the period an instant falls into, in local time. */
export function periodOf({ zone, by }: Pick<KpiQuestion, 'zone' | 'by'>, at: string): string {
  const began = Math.floor(Date.parse(at) / quarter) * quarter;
  switch (by) {
    case 'hour': {
      const { day = '', hour = '', offset = '' } = wall(zone, began);
      return `${day}T${hour}${offset}`;
    }
    case 'day':
      return dayOf(zone, began);
    case 'week':
      return mondayOf(dayOf(zone, began));
    case 'month':
      return dayOf(zone, began).slice(0, 7);
    case 'all':
      return '';
  }
}

/** “A day lasts until the next begins”: the latest day the wall has shown, also where its clock went back since. */
function dayOf(zone: string, began: number): string {
  let latest = '';
  for (let at = began - 8 * quarter; at <= began; at += quarter) {
    const { day } = wall(zone, at);
    if (day > latest) latest = day;
  }
  return latest;
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00.000Z`);
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** “Backlog”: the periods of the range that began by `asOf`, each with its end, the last at `min(to, asOf)`. */
export function periodEnds(question: KpiQuestion): readonly (readonly [name: string, end: string])[] {
  const { from, to, asOf } = question;
  const ends = new Map<string, string>();
  for (let start = from; start < to && start <= asOf;) {
    const end = new Date(Date.parse(start) + quarter).toISOString();
    ends.set(periodOf(question, start), end < asOf ? end : asOf);
    start = end;
  }
  return [...ends];
}
