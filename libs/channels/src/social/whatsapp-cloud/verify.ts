import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../secret-text.js';

/**
 * Whether Meta signed these raw bytes: `X-Hub-Signature-256` is `sha256=` and the HMAC-SHA-256 (hex) of the body under
 * the app's secret. Meta signs the bytes as they travel, so a body that was parsed and written again has another one.
 * An empty secret signs nothing.
 */
export function isSignedByMeta(body: Uint8Array, signature: string | undefined, appSecret: string): boolean {
  if (signature === undefined || appSecret === '') return false;
  return isSameSecret(signature, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
}

/**
 * Answers Meta's question whether a webhook address is ours: the challenge, when `hub.mode` is `subscribe` and
 * `hub.verify_token` is the token agreed on; `undefined` otherwise.
 */
export function answerMetaHandshake(query: ReadonlyMap<string, string>, verifyToken: string): string | undefined {
  if (verifyToken === '' || query.get('hub.mode') !== 'subscribe') return undefined;
  return isSameSecret(query.get('hub.verify_token') ?? '', verifyToken) ? query.get('hub.challenge') : undefined;
}
