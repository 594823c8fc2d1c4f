import { createHmac } from 'node:crypto';
import { answerMetaHandshake, isSignedByMeta, signVisitorToken } from '#channels/open';
import type { VisitorToken } from '#channels/open';
import type { FeedPort, LivePort, PositionTokens, WebhookScheme } from '../src/index.js';

/** Signs as Meta does: over the raw bytes. */
export const signature = (secret: string, bytes: string) =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

/** Meta's way of signing and asking. */
export const metaScheme: WebhookScheme = {
  isSigned: (bytes, header, secret) => isSignedByMeta(bytes, header('x-hub-signature-256'), secret),
  answerHandshake: answerMetaHandshake,
};

/** A token of the site of the inbox `chat`, good until one o'clock. */
export const visitorToken = (said: Partial<VisitorToken>, secret: string): string =>
  signVisitorToken(
    { visitor: 'v1', session: 's1', inbox: 'chat', exp: unixSeconds('2026-03-01T13:00:00Z'), ...said },
    secret,
  );

export const unixSeconds = (instant: string): number => Date.parse(instant) / 1000;

/** Positions as `t<number>`. */
export const plainTokens: PositionTokens = {
  write: (position) => `t${position}`,
  read: (token) => {
    if (!/^t\d+$/.test(token)) throw Object.assign(new Error('no token of this desk'), { code: 'POSITION.UNREADABLE' });
    return BigInt(token.slice(1));
  },
};

/** The feed of a desk on which nothing happened yet. */
export const emptyFeed: FeedPort = {
  next: async ({ after }) => ({ bytes: new Uint8Array(), records: 0, upTo: after, atHead: true }),
};

/** Pages on which nothing changes. */
export const stillPages: LivePort = {
  watch: (hear) => {
    hear({ since: 0n, position: 0n, changes: [] });
    return () => undefined;
  },
};
