const parts: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d\\d)',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d\\d)',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d\\d)',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d\\d)',
  ss: '(?<second>\\d\\d)',
};
const required = ['YYYY', 'M', 'D', 'H', 'mm'];

/** Reads a wall clock written by a pattern as ISO 8601 writes it; `undefined` for what the pattern does not fit. */
export type TimeReader = (text: string) => string | undefined;

/**
 * The reader of a pattern such as `D/M/YYYY HH:mm` (`YYYY`, `MM` or `M`, `DD` or `D`, `HH` or `H`, `mm`, `ss`);
 * `undefined` for a pattern that leaves the minute open, or names a part twice.
 */
export function timeReader(pattern: string): TimeReader | undefined {
  const tokens = [...pattern.matchAll(/YYYY|MM?|DD?|HH?|mm|ss/g)].map(([token]) => token);
  const kinds = new Set(tokens.map(kindOf));
  if (kinds.size !== tokens.length || !required.every((kind) => kinds.has(kind))) return undefined;
  const form = pattern.split(/(YYYY|MM?|DD?|HH?|mm|ss)/).map((piece) => parts[piece] ?? escaped(piece));
  const whole = new RegExp(`^${form.join('')}$`);
  return (text) => {
    const found = whole.exec(text.trim())?.groups;
    return found && isoOf(found);
  };
}

/** `MM` and `M` name one part. */
const kindOf = (token: string): string => (/^(MM|DD|HH)$/.test(token) ? token.slice(1) : token);

function isoOf({ year, month = '', day = '', hour = '', minute, second = '00' }: Readonly<Record<string, string>>) {
  const two = (digits: string): string => digits.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}:${second}`;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
