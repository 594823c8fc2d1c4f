import { createHmac, hash } from 'node:crypto';
import { isSameSecret } from '../../secret-text.js';

/** A request as Twilio sent it. */
export interface TwilioRequest {
  /** The address Twilio was given, with its query. */
  readonly url: string;
  readonly body: Uint8Array;
  /** `application/x-www-form-urlencoded`, or JSON. */
  readonly contentType: string;
}

/**
 * Whether Twilio signed this request: `X-Twilio-Signature` is the HMAC-SHA-1 (base64) of the address followed by the
 * form's fields, sorted, under the account's token. For any other body the address carries its SHA-256 (`bodySHA256`).
 * Twilio is not of one mind about ports, so the address counts with and without one.
 */
export function isSignedByTwilio(request: TwilioRequest, signature: string | undefined, authToken: string): boolean {
  if (signature === undefined || authToken === '' || !URL.canParse(request.url)) return false;
  const isForm = request.contentType.startsWith('application/x-www-form-urlencoded');
  if (!isForm && !namesItsBody(request)) return false;
  const fields = isForm ? sortedFields(request.body) : '';
  const expected = addresses(request.url).map((url) => createHmac('sha1', authToken).update(url + fields).digest('base64')); // prettier-ignore
  return expected.some((candidate) => isSameSecret(signature, candidate));
}

function namesItsBody({ url, body }: TwilioRequest): boolean {
  const named = new URL(url).searchParams.get('bodySHA256');
  return named === null ? body.length === 0 : isSameSecret(named.toLowerCase(), hash('sha256', body, 'hex'));
}

/** Each field with each of its values once, by name, then by value, without anything between. */
function sortedFields(body: Uint8Array): string {
  const fields = [...new URLSearchParams(Buffer.from(body).toString('utf8'))];
  fields.sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue));
  const isNew = ([name, value]: readonly string[], n: number) =>
    name !== fields[n - 1]?.[0] || value !== fields[n - 1]?.[1];
  return fields.filter(isNew).flat().join('');
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const host = /^(https?:\/\/(?:[^@/?#]*@)?(?:\[[^\]]*\]|[^:/?#]*))(?::\d*)?/i;

/** The address without a port, and with it spelt out; its other letters stay as they are. */
function addresses(url: string): readonly string[] {
  const { protocol, port } = new URL(url);
  const spelt = port || (protocol === 'https:' ? '443' : '80');
  return [url.replace(host, '$1'), url.replace(host, `$1:${spelt}`)];
}
