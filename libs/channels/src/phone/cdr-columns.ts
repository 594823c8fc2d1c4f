const fixed = [
  'accountcode', 'src', 'dst', 'dcontext', 'clid', 'channel', 'dstchannel', 'lastapp', 'lastdata',
  'start', 'answer', 'end', 'duration', 'billsec', 'disposition', 'amaflags',
] as const; // prettier-ignore
const added = ['peeraccount', 'linkedid', 'sequence'] as const;

/** A row of `Master.csv` by its columns' names; a column the file does not have is empty. */
export type CdrRow = Readonly<
  Record<(typeof fixed)[number] | (typeof added)[number] | 'uniqueid' | 'userfield', string>
>;

const uniqueIdForm = /(?:^|-)\d{9,11}\.\d+$/;

/**
 * Names the fields of a row. Asterisk writes 16 columns; `loguniqueid` and `loguserfield` add one each, in this order,
 * and `newcdrcolumns` adds three more. `undefined` for any other number of fields.
 */
export function namedRow(fields: readonly string[]): CdrRow | undefined {
  if (fields.length < fixed.length || fields.length > fixed.length + 5) return undefined;
  const more = fields.slice(fixed.length);
  const last = more.length >= added.length ? more.splice(-added.length) : [];
  const [uniqueid = '', userfield = ''] = more.length === 1 && !uniqueIdForm.test(more[0] ?? '') ? ['', ...more] : more;
  const named = [...fixed.map((name, n) => [name, fields[n]]), ...added.map((name, n) => [name, last[n] ?? ''])];
  return { ...(Object.fromEntries(named) as CdrRow), uniqueid, userfield };
}
