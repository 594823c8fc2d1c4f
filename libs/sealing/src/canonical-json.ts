/** What canonical JSON can hold here: no fractions, so no question of how to write them. */
export type CanonicalValue =
  string | number | boolean | readonly CanonicalValue[] | { readonly [name: string]: CanonicalValue | undefined };

/**
 * RFC 8785 canonical JSON of flat facts: names sorted by UTF-16 code unit, no white space, whole numbers only.
 * Absent (`undefined`) fields are left out. A lone surrogate, which RFC 8785 does not allow, is written as its `\ud800`
 * escape, so that every string has exactly one form.
 *
 * Errors: `RangeError` for a number that is not a safe integer.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return isList(value) ? list(value) : object(value);
}

const isList = (value: object): value is readonly CanonicalValue[] => Array.isArray(value);

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`canonical JSON holds safe integers only, not ${value}`);
  return String(value);
}

function list(values: readonly CanonicalValue[]): string {
  let json = '';
  for (const value of values) json += json === '' ? canonicalJson(value) : ',' + canonicalJson(value);
  return '[' + json + ']';
}

function object(fields: { readonly [name: string]: CanonicalValue | undefined }): string {
  let json = '';
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    if (value === undefined) continue;
    json += (json === '' ? '' : ',') + JSON.stringify(name) + ':' + canonicalJson(value);
  }
  return '{' + json + '}';
}
