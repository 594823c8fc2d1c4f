import type { KpiQuestion } from '../figures/index.js';

const quarter = 15 * 60_000;
const forms = new Map<string, Intl.DateTimeFormat>();

/** Reads the clock on the wall of a zone, with its offset. */
function wall(zone: string, at: string): Record<string, string> {
  const form = forms.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZoneName: 'longOffset' }); // prettier-ignore
  forms.set(zone, form);
  return Object.fromEntries(form.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}

/** “Periods”: the name of the period an instant falls into, in local time. */
export function periodOf({ zone, by }: Pick<KpiQuestion, 'zone' | 'by'>, at: string): string {
  if (by === 'all') return '';
  const { year, month, day, hour, timeZoneName = '' } = wall(zone, at);
  const offset = timeZoneName.replace('GMT', '') || '+00:00';
  switch (by) {
    case 'hour':
      return `${year}-${month}-${day}T${hour}${offset}`;
    case 'day':
      return `${year}-${month}-${day}`;
    case 'week':
      return mondayOf(`${year}-${month}-${day}`);
    case 'month':
      return `${year}-${month}`;
  }
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
