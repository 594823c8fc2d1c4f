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

/**
 * Makes a key and keeps its digest. The secret (`sijil_` and 43 characters, 256 bits) is told once and stored nowhere.
 */
export async function issueKey(
  keys: ApiKeys,
  request: KeyRequest,
  createdAt: Instant,
): Promise<{ readonly key: ShownKey; readonly secret: string }> {
  const secret = `sijil_${randomBytes(32).toString('base64url')}`;
  const key = { id: `key-${randomBytes(8).toString('hex')}`, ...request, createdAt };
  await keys.add({ ...key, digest: digestOfSecret(secret) });
  return { key, secret };
}

export function shownKey({ digest: _, ...shown }: ApiKey): ShownKey {
  return shown;
}
