import type { Instant } from '#domain';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Month names that do not begin like the English ones: French, German, Spanish, Italian, Portuguese, Dutch. */
const otherMonths: Readonly<Record<string, number>> = {
  fév: 2, fev: 2, avr: 4, abr: 4, mär: 3, mae: 3, mrz: 3, mrt: 3, mai: 5, mei: 5, mag: 5, maj: 5, giu: 6, jui: 6, lug: 7,
  aoû: 8, aou: 8, ago: 8, set: 9, okt: 10, out: 10, ott: 10, dez: 12, déc: 12, dic: 12, des: 12, ene: 1, gen: 1,
}; // prettier-ignore

/** Minutes east of Greenwich, of the zone names of RFC 5322 §4.3 and a few that mail programs write. */
const zones: Readonly<Record<string, number>> = {
  ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
  cet: 60, cest: 120, mez: 60, mesz: 120, eet: 120, eest: 180, bst: 60, ist: 330, jst: 540, msk: 180, ast: 180,
}; // prettier-ignore

const day = String.raw`(?<day>\d{1,2})`;
const clock = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?(?:[.,]\d+)?(?:\s*(?<half>[ap])\.?m\.?\b)?`;
const zone = String.raw`(?:\s*(?<offset>[+-]\s?\d{1,2}:?\d{2})|\s+(?<zone>[a-z]+))?`;
const dayFirst = new RegExp(
  String.raw`${day},?[\s.-]+(?<month>[a-zà-ÿ]{3,}|\d{1,2})\.?,?[\s-]+(?<year>\d{2,4}),?\s+${clock}${zone}`,
  'iu',
);
const monthFirst = new RegExp(String.raw`(?<month>[a-z]{3,})\s+${day},?\s+${clock}${zone}\s+(?<year>\d{4})`, 'iu');
const yearFirst = new RegExp(String.raw`(?<year>\d{4})-(?<month>\d{1,2})-${day}[t\s]\s*${clock}${zone}`, 'iu');

/**
 * A Date header as an instant (RFC 5322 §3.3, §4.3), or `undefined` when it names none. Lenient: comments, weekdays in
 * any language, months in ten, two-digit years, AM and PM, a missing or unknown zone (then UTC), things said twice.
 */
export function parseDate(raw: string): Instant | undefined {
  const text = withoutComments(raw.slice(0, 500));
  const groups = (dayFirst.exec(text) ?? monthFirst.exec(text) ?? yearFirst.exec(text))?.groups;
  return groups && toInstant(groups);
}

type Groups = Readonly<Record<string, string | undefined>>;

function toInstant(groups: Groups): Instant | undefined {
  const [year, month, day] = [fullYear(groups.year ?? ''), monthNumber(groups.month ?? ''), Number(groups.day)];
  const [hour, minute, second] = [hourOfDay(groups), Number(groups.minute), Number(groups.second ?? '0')];
  if (month === 0 || hour > 24 || minute > 59 || second > 60) return undefined;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (local.getUTCDate() !== day && hour < 24) return undefined;
  const instant = new Date(local.getTime() - minutesEast(groups) * 60_000);
  return instant.getUTCFullYear() >= 0 && instant.getUTCFullYear() <= 9999 ? instant.toISOString() : undefined;
}

/** Two digits up to 49 are of this century, other short years are of the last (RFC 5322 §4.3). */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length === 2 && year < 50) return year + 2000;
  return digits.length < 4 ? year + 1900 : year;
};

function monthNumber(word: string): number {
  if (/^\d+$/.test(word)) return Number(word) <= 12 ? Number(word) : 0;
  const start = word.toLowerCase().slice(0, 3);
  return months.indexOf(start) + 1 || (otherMonths[start] ?? 0);
}

function hourOfDay({ hour, half }: Groups): number {
  const read = Number(hour);
  if (half === undefined) return read;
  return (read % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function minutesEast({ offset, zone }: Groups): number {
  if (offset === undefined) return zones[(zone ?? '').toLowerCase()] ?? 0;
  const digits = offset.replace(/\D/g, '').padStart(4, '0');
  const minutes = Number(digits.slice(2));
  // `+0580` is how some programs write five and a half hours.
  const east = Number(digits.slice(0, 2)) * 60 + (minutes > 59 ? 30 : minutes);
  return offset.startsWith('-') ? -east : east;
}

function withoutComments(text: string): string {
  if (!text.includes('(')) return text.replaceAll(')', '');
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  return kept;
}
