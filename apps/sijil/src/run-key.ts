import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey, ApiKeys } from '#desk-store';
import type { Instant } from '#domain';

/** A secret of 256 bits, as a key is shown once. */
export const newSecret = (): string => `sijil_${randomBytes(32).toString('base64url')}`;

/**
 * Keys that stand nowhere on disk: the one made for this run (for the command line beside the server) and the one from
 * `ADMIN_KEY`. Both are of an admin; everything else is asked of the store.
 */
export function withRunKeys(
  store: ApiKeys,
  secrets: readonly { readonly id: string; readonly secret: string }[],
  at: Instant,
): ApiKeys {
  const runKeys = secrets.map(({ id, secret }): ApiKey => {
    const digest = createHash('sha256').update(secret).digest('hex');
    return { id, role: 'admin', scope: '', label: id, digest, createdAt: at };
  });
  const isSame = (one: string, other: string) =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
  return {
    add: (key) => store.add(key),
    list: () => store.list(),
    revoke: (id, when) => store.revoke(id, when),
    findByDigest: async (digest) => runKeys.find((key) => isSame(key.digest, digest)) ?? store.findByDigest(digest),
    touched: (id, when) => {
      if (!runKeys.some((key) => key.id === id)) store.touched(id, when);
    },
  };
}
