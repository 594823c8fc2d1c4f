import { objectOf, textOf } from '../../json-fields.js';
import type { JsonFields } from '../../json-fields.js';
import type { SendOutcome } from '../../sender.js';

// prettier-ignore
/**
 * Error codes of the Cloud API after which the same message may go out: the service is down or busy (1, 2, 131000, 131016,
 * 131057, 133004, 135000), too much was sent (4, 80007, 130429, 131048, 131056), or the token must be renewed (0, 190).
 */
const passing: ReadonlySet<string> = new Set([
  '0', '1', '2', '4', '190', '80007', '130429', '131000', '131016', '131048', '131056', '131057', '133004', '135000',
]);

/**
 * What a refusal of the Cloud API means: `error.code` decides; without one, the HTTP status: a gateway that gave up may
 * have passed the message on.
 */
export function whatsappRefusal(status: number, body: JsonFields | undefined, retryAfter: string | null): SendOutcome {
  const error = objectOf(body?.['error']);
  const code = textOf(error?.['code']);
  const known = /^\d{1,9}$/.test(code);
  const reason = known ? `WHATSAPP.${code}` : `WHATSAPP.HTTP_${status}`;
  if (passing.has(code) || status === 429 || status >= 500) {
    const seconds = Number(/^\d{1,6}$/.exec(retryAfter ?? '')?.[0] ?? 0);
    return { kind: 'later', reason, maybeSent: !known && status >= 500, ...(seconds > 0 && { afterSeconds: seconds }) };
  }
  return { kind: 'failed', reason, ...(error && { detail: error }) };
}
