// The form of the recorded headers: see the README of the corpus.
interface RecordedAddress {
  readonly name: string | null;
  readonly address: string | null;
}
/** What an address header says: mailboxes, or groups of them. */
export interface ExpectedAddresses {
  readonly List?: readonly RecordedAddress[];
  readonly Group?: readonly { readonly addresses: readonly RecordedAddress[] }[];
}
/** What a Content-Type says; `null` where it is none. */
export type ExpectedContent = {
  readonly c_type: string;
  readonly c_subtype: string | null;
  readonly attributes?: readonly (readonly [name: string, value: string])[] | null;
} | null;
/** What a date says, by the clock of its zone; `null` where it is none. */
export type ExpectedDate = Readonly<
  Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'tz_hour' | 'tz_minute', number>
> & { readonly tz_before_gmt: boolean } | null; // prettier-ignore

/** Name and address of each, out of their groups: a desk answers people, whatever their group is called. */
export const mailboxesOf = ({ List, Group }: ExpectedAddresses): readonly (readonly [string, string])[] =>
  (List ?? Group?.flatMap(({ addresses }) => addresses) ?? []).map(({ name, address }) => [name ?? '', address ?? '']);

/** Type and parameters; without the languages of texts (RFC 2231 §5), which are not asked for. */
export function contentOf(expected: ExpectedContent): readonly unknown[] {
  if (expected === null) return [''];
  const { c_type: type, c_subtype: subtype, attributes } = expected;
  const parameters = (attributes ?? []).filter(([name]) => !name.endsWith('-language'));
  return [subtype === null ? type : `${type}/${subtype}`, Object.fromEntries(parameters)];
}

/** The instant of 24 characters that a date names. */
export function instantOf(expected: ExpectedDate): string | undefined {
  if (expected === null) return undefined;
  const { year, month, day, hour, minute, second, tz_hour, tz_minute, tz_before_gmt: west } = expected;
  const east = (tz_hour * 60 + tz_minute) * (west ? -1 : 1);
  return new Date(Date.UTC(year, month - 1, day, hour, minute - east, second)).toISOString();
}
