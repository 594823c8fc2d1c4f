import { randomBytes } from 'node:crypto';
import type { ApiKey, ApiKeys, Role } from '#desk-store';
import type { Instant } from '#domain';
import { digestOfSecret } from '../access/index.js';

/** A key as people see it. */
export type ShownKey = Omit<ApiKey, 'digest'>;

export interface KeyRequest {
  readonly role: Role;
  /** Agent it speaks for, or inboxes (separated by a space) it may push to; empty for all. */
  readonly scope: string;
  readonly label: string;
  /** For analysts: see `ApiKey`. */
  readonly mayReadText?: true;
}

/** The name of a new key: 64 random bits. */
export const newKeyId = (): string => `key-${randomBytes(8).toString('hex')}`;

/**
 * Makes a key and keeps its digest. The secret (`sijil_` and 43 characters, 256 bits) is told once and stored nowhere;
 * made again under the same id, the key has another one.
 */
export async function issueKey(
  keys: Pick<ApiKeys, 'add'>,
  request: KeyRequest,
  createdAt: Instant,
  id = newKeyId(),
): Promise<{ readonly key: ShownKey; readonly secret: string }> {
  const secret = `sijil_${randomBytes(32).toString('base64url')}`;
  const key = { id, ...request, createdAt };
  await keys.add({ ...key, digest: digestOfSecret(secret) });
  return { key, secret };
}

export function shownKey({ digest: _, ...shown }: ApiKey): ShownKey {
  return shown;
}
