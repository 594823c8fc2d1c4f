import { parseAddressList } from './mime/index.js';
import type { HeaderFields } from './mime/index.js';

/** Headers that name whom a mail was sent to, or on whose way to the desk it lay. */
const recipientHeaders = [
  'to', 'cc', 'bcc', 'resent-to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to',
  'x-forwarded-for',
]; // prettier-ignore

/** Every address a mail was sent to, as written, each once, in the order of the headers above. */
export function recipientsOf(headers: HeaderFields): readonly string[] {
  const found = recipientHeaders.flatMap((name) => headers.all(name)).flatMap(addressesIn);
  return [...new Set(found)];
}

/** `X-Forwarded-For: from@x to@y` has no commas; a malformed `To` may have something behind the address. */
const addressesIn = (raw: string): readonly string[] =>
  parseAddressList(raw)
    .map(({ address }) => address)
    .filter((address) => address.includes('@'));
