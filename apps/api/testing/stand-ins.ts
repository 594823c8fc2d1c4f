import { createHmac } from 'node:crypto';
import type { PositionTokens, Visitor, VisitorReader, WebhookScheme } from '../src/index.js';

const hmac = (secret: string, text: string | Uint8Array) => createHmac('sha256', secret).update(text).digest('hex');

/** Signs as Meta does: over the raw bytes. */
export const signature = (secret: string, bytes: string | Uint8Array) => `sha256=${hmac(secret, bytes)}`;

/** Meta's way of signing and asking, as short as can be. */
export const metaScheme: WebhookScheme = {
  isSigned: (bytes, header, secret) => header('x-hub-signature-256') === signature(secret, bytes),
  answerHandshake: (query, token) => (query.get('hub.verify_token') === token ? query.get('hub.challenge') : undefined),
};

/** A token of a site that vouches for its visitor. */
export function visitorToken(visitor: Partial<Visitor> & { readonly inbox?: string }, secret: string): string {
  const usual = { visitor: 'v1', session: 's1', expiresAt: '2026-03-01T13:00:00.000Z', inbox: 'chat' };
  const body = Buffer.from(JSON.stringify({ ...usual, ...visitor })).toString('base64url');
  return `${body}.${hmac(secret, body)}`;
}

export const readVisitor: VisitorReader = (token, { secret, inbox, now }) => {
  const [body = '', seal] = token.split('.');
  if (seal !== hmac(secret, body)) return { kind: 'refused', code: 'CHAT.TOKEN_FORGED' };
  const visitor = JSON.parse(Buffer.from(body, 'base64url').toString()) as Visitor & { inbox: string };
  if (visitor.inbox !== inbox) return { kind: 'refused', code: 'CHAT.TOKEN_OF_OTHER_INBOX' };
  if (visitor.expiresAt <= now) return { kind: 'refused', code: 'CHAT.TOKEN_EXPIRED' };
  return { kind: 'known', visitor };
};

/** Positions as `t<number>`. */
export const plainTokens: PositionTokens = {
  write: (position) => `t${position}`,
  read: (token) => {
    if (!/^t\d+$/.test(token)) throw Object.assign(new Error('no token of this desk'), { code: 'POSITION.UNREADABLE' });
    return BigInt(token.slice(1));
  },
};
