import type { SendOutcome } from '../sender.js';

/** What nodemailer says of a failure. */
interface SmtpFault {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly syscall?: unknown;
}

/** These come before a mail is handed over: it surely did not go out. */
const beforehand: ReadonlySet<unknown> = new Set([
  'EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EPROXY', 'EENVELOPE', 'EMAXRECIPIENTS',
]); // prettier-ignore
/** Somebody must set something right on our side; the mail is good. */
const ours: ReadonlySet<unknown> = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS', 'ECONFIG']);

/**
 * What a mail server's refusal means (RFC 5321 §4.2.1): 5xx is final, 4xx is not. A connection that broke without an
 * answer may have taken the mail. What is wrong with our name, password or certificate is not the mail's fault.
 */
export function smtpOutcome(fault: unknown): SendOutcome {
  const { code, responseCode, response, syscall } = fault as SmtpFault;
  if (ours.has(code)) return { kind: 'later', reason: 'SMTP.NOT_LET_IN', maybeSent: false };
  if (typeof responseCode === 'number') {
    const reason = `SMTP.${responseCode}`;
    if (responseCode < 500) return { kind: 'later', reason, maybeSent: false };
    return { kind: 'failed', reason, ...(typeof response === 'string' && { detail: { response } }) };
  }
  if (code === 'EENVELOPE') return { kind: 'failed', reason: 'SMTP.ADDRESS_REFUSED' };
  const maybeSent = !beforehand.has(code) && syscall !== 'connect';
  return { kind: 'later', reason: 'SMTP.UNREACHABLE', maybeSent };
}
