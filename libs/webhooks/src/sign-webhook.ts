import { createHmac, hash } from 'node:crypto';

/**
 * The headers of a delivery, as Standard Webhooks has them. The id is drawn from the body: whatever is sent again as it
 * was has the id of before, whatever differs has another one. One signature for each secret, with a blank between them.
 * `at`: milliseconds since 1970.
 */
export function signedHeaders(body: Uint8Array, at: number, secrets: readonly Uint8Array[]): Record<string, string> {
  const id = `msg_${hash('sha256', body, 'hex').slice(0, 32)}`;
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => webhookSignature(secret, id, timestamp, body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Sijil',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/** Over id, seconds since 1970 and body, with a point between them. */
export const webhookSignature = (secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
