import { statement } from '#postgres';
import type { KeysDatabase } from './keys-database.js';

/** Whether a key was not destroyed. */
export const isAlive = "secret <> decode(repeat('00', 32), 'hex')";
const findKeys = statement(`SELECT id, secret FROM key WHERE id = ANY ($1::bigint[]) AND ${isAlive}`);

/** Secrets by key id; destroyed or unknown ones are absent. */
export async function keysIn(
  database: KeysDatabase,
  keyIds: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = await database.rows<[bigint, Buffer]>(findKeys, [keyIds]);
  return new Map(rows.map(([id, secret]) => [Number(id), secret]));
}
