import { createHmac } from 'node:crypto';
import type { Instant } from '#domain';
import { instantOfSeconds } from '../claimed-at.js';
import { objectOf, readJson, textOf } from '../json-fields.js';
import { isSameSecret } from '../secret-text.js';

/**
 * What a site says about its visitor, and signs. As it travels: `<payload>.<signature>`, both base64url without
 * padding; the payload is this as JSON, the signature the HMAC-SHA-256 of the payload's letters under the inbox's secret.
 */
export interface VisitorToken {
  /** The site's own id for the visitor; the same person has the same one at every visit. */
  readonly visitor: string;
  /** The visitor's conversation; left out where each visitor has just one. */
  readonly session?: string;
  /** The only inbox the token is good for; left out where the secret says enough. */
  readonly inbox?: string;
  readonly name?: string;
  /** Verified by the site: who claims it is that customer. */
  readonly email?: string;
  readonly phone?: string;
  /** Unix seconds from which on it is no longer good; left out for ever. */
  readonly exp?: number;
}

/** A visitor whose token was read. */
export interface KnownVisitor {
  readonly visitor: string;
  readonly session: string;
  readonly expiresAt: Instant;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

export type VisitorReading =
  | { readonly kind: 'known'; readonly visitor: KnownVisitor }
  | { readonly kind: 'refused'; readonly code: VisitorRefusal };
export type VisitorRefusal =
  'CHAT.TOKEN_MALFORMED' | 'CHAT.TOKEN_FORGED' | 'CHAT.TOKEN_EXPIRED' | 'CHAT.TOKEN_OF_OTHER_INBOX';

/** Against what a token is read. */
export interface VisitorCheck {
  readonly secret: string;
  readonly inbox: string;
  readonly now: Instant;
}

/** Signs a token, as the site does. Errors: `RangeError` for an empty secret. */
export function signVisitorToken(token: VisitorToken, secret: string): string {
  if (secret === '') throw new RangeError('an empty secret signs nothing');
  const payload = Buffer.from(JSON.stringify(token), 'utf8').toString('base64url');
  return `${payload}.${signatureOf(payload, secret)}`;
}

/** Reads a token. Nothing in it is looked at before its signature holds. */
export function readVisitorToken(token: string, { secret, inbox, now }: VisitorCheck): VisitorReading {
  const [payload, signature, ...more] = token.split('.');
  if (!payload || !signature || more.length > 0) return refused('CHAT.TOKEN_MALFORMED');
  if (secret === '' || !isSameSecret(signature, signatureOf(payload, secret))) return refused('CHAT.TOKEN_FORGED');
  const fields = objectOf(readJson(Buffer.from(payload, 'base64url'))?.value);
  const visitor = textOf(fields?.['visitor']);
  const expiresAt = fields?.['exp'] === undefined ? never : instantOfSeconds(textOf(fields['exp']));
  if (!fields || visitor === '' || !expiresAt) return refused('CHAT.TOKEN_MALFORMED');
  if (fields['inbox'] !== undefined && fields['inbox'] !== inbox) return refused('CHAT.TOKEN_OF_OTHER_INBOX');
  if (expiresAt <= now) return refused('CHAT.TOKEN_EXPIRED');
  const session = textOf(fields['session']) || visitor;
  return { kind: 'known', visitor: { visitor, session, expiresAt, ...claimsIn(fields) } };
}

const never: Instant = '9999-12-31T23:59:59.999Z';

const refused = (code: VisitorRefusal): VisitorReading => ({ kind: 'refused', code });

const signatureOf = (payload: string, secret: string): string =>
  createHmac('sha256', secret).update(payload).digest('base64url');

function claimsIn(fields: Readonly<Record<string, unknown>>): Pick<KnownVisitor, 'name' | 'email' | 'phone'> {
  const [name, email, phone] = [textOf(fields['name']), textOf(fields['email']), textOf(fields['phone'])];
  return { ...(name !== '' && { name }), ...(email !== '' && { email }), ...(phone !== '' && { phone }) };
}
