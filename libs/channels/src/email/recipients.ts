import { parseAddressList } from './mime/index.js';
import type { HeaderFields } from './mime/index.js';

/** Headers in which senders name their recipients. */
const addressHeaders = ['to', 'cc', 'bcc', 'resent-to'];
/** Headers in which mail systems note whom they passed it on for; `X-Forwarded-For: from@x to@y` has no commas. */
const traceHeaders = [
  'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'x-forwarded-for',
]; // prettier-ignore

/** Every address a mail was sent to, as written, each once, in the order of the headers above. */
export function recipientsOf(headers: HeaderFields): readonly string[] {
  const named = addressHeaders.flatMap((name) => headers.all(name)).flatMap(parseAddressList).map(({ address }) => address); // prettier-ignore
  const traced = traceHeaders.flatMap((name) => headers.all(name)).flatMap((raw) => raw.match(/[^\s,;<>"]+@[^\s,;<>"]+/g) ?? []); // prettier-ignore
  return [...new Set([...named, ...traced])].filter((address) => address.includes('@'));
}
