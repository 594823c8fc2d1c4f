import { existsSync } from 'node:fs';
import { toByteText } from '../mime/byte-text.js';
import { HeaderFields } from '../mime/header-fields.js';
import { parseAddressList, parseDate, parseMessageIds } from '../mime/index.js';
import { parseStructured } from '../mime/structured-value.js';
import { checkCases, corpus } from './corpus.js';
import { excepted } from './mail-headers.excepted.js';
import { contentOf, instantOf, mailboxesOf } from './mail-headers.expected.js';
import type { ExpectedAddresses, ExpectedContent, ExpectedDate } from './mail-headers.expected.js';

const folder = 'mime/headers';
const headers = corpus(folder);

// `list` and `received` stay unread: a mailing list's links and a mail's way through the world are of no use to a desk.
headers.describe('single headers of the MIME corpus (needs ../shared/data)', () => {
  const cases = [
    ...casesOf<ExpectedAddresses>('address', (field, expected) => {
      const found = parseAddressList(field.raw('x'));
      expect(found.map(({ name, address }) => [name, address])).toEqual(mailboxesOf(expected));
    }),
    ...casesOf<ExpectedContent>('content_type', (field, expected) => {
      const { value, parameters } = parseStructured(field.raw('x'));
      // What has no type has no parameters that matter: it is shown as text.
      expect(expected === null ? [value] : [value, Object.fromEntries(parameters)]).toEqual(contentOf(expected));
    }),
    ...casesOf<ExpectedDate>('date', (field, expected) => {
      expect(parseDate(field.raw('x'))).toBe(instantOf(expected));
    }),
    ...casesOf<readonly string[] | null>('id', (field, expected) => {
      expect(parseMessageIds(field.raw('x'))).toEqual(expected ?? []);
    }),
    ...casesOf<string>('unstructured', (field, expected) => {
      expect(field.text('x')).toBe(expected);
    }),
  ];
  checkCases(headers, cases, excepted);
});

interface Recorded<Expected> {
  readonly header: string;
  readonly expected: Expected;
}

/** The cases of one file, each named by its number and the beginning of its header. */
function casesOf<Expected>(kind: string, check: (field: HeaderFields, expected: Expected) => void) {
  if (!existsSync(`../shared/data/mail/${folder}`)) return [];
  return headers.json<Recorded<Expected>[]>(`${kind}.json`).map(({ header, expected }, index) => ({
    name: `${kind} ${index}: ${header.replaceAll(/[\s\0]+/g, ' ').trim().slice(0, 60)}`,
    check: () => check(new HeaderFields(toByteText(Buffer.from(`x:${header}`))), expected),
  })); // prettier-ignore
}
