import type { Instant } from '#domain';
import { statement } from '#postgres';
import type { ApiKey, ApiKeys, Role } from '../desk-store.port.js';
import type { DeskDatabase } from './desk-database.js';

const writeTouchesEveryMs = 60_000;
const columns = `
  id, role, scope, label, may_read_text AS "mayReadText", digest, created_at AS "createdAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt"`;

const byDigest = statement(`SELECT ${columns} FROM api_keys WHERE digest = $1`);
const all = statement(`SELECT ${columns} FROM api_keys ORDER BY added`);
const addKey = statement(`
  INSERT INTO api_keys (id, role, scope, label, may_read_text, digest, created_at, revoked_at, last_used_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (id) DO UPDATE SET
    role = excluded.role, scope = excluded.scope, label = excluded.label, may_read_text = excluded.may_read_text,
    digest = excluded.digest, created_at = excluded.created_at, revoked_at = excluded.revoked_at,
    last_used_at = excluded.last_used_at`);
const revokeKey = statement('UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id');
const touch = statement(`
  UPDATE api_keys SET last_used_at = used.at FROM unnest($1::text[], $2::text[]) AS used (id, at)
  WHERE api_keys.id = used.id AND coalesce(last_used_at, '') < used.at`);

/** API keys in the desk's schema. Last uses wait in memory, and are written together once a minute and at the end. */
export class PostgresApiKeys implements ApiKeys {
  #usedAt = new Map<string, Instant>();
  #writing: NodeJS.Timeout | undefined;

  constructor(private readonly database: DeskDatabase) {}

  async add(key: ApiKey): Promise<void> {
    const { id, role, scope, label, mayReadText = false, digest, createdAt, revokedAt, lastUsedAt } = key;
    await this.database.inTurn(addKey, [
      ...[id, role, scope, label, mayReadText, digest, createdAt],
      ...[revokedAt ?? null, lastUsedAt ?? null],
    ]);
  }

  async findByDigest(digest: string): Promise<ApiKey | undefined> {
    const row = await this.database.row<KeyRow>(byDigest, [digest]);
    return row && this.#keyOf(row);
  }

  async list(): Promise<readonly ApiKey[]> {
    return (await this.database.rows<KeyRow>(all)).map((row) => this.#keyOf(row));
  }

  async revoke(id: string, at: Instant): Promise<boolean> {
    return (await this.database.inTurn(revokeKey, [id, at])) !== undefined;
  }

  touched(id: string, at: Instant): void {
    this.#usedAt.set(id, at);
    this.#writing ??= setTimeout(() => void this.#writeTouches(), writeTouchesEveryMs).unref();
  }

  async close(): Promise<void> {
    if (this.#usedAt.size > 0) await this.#writeTouches();
  }

  async #writeTouches(): Promise<void> {
    clearTimeout(this.#writing);
    this.#writing = undefined;
    const touches = this.#usedAt;
    this.#usedAt = new Map();
    // Nobody waits for this and nothing depends on it: a server that is away loses a last use.
    await this.database.inTurn(touch, [[...touches.keys()], [...touches.values()]]).catch(() => undefined);
  }

  #keyOf({ mayReadText, revokedAt, lastUsedAt, ...row }: KeyRow): ApiKey {
    const usedAt = this.#usedAt.get(row.id) ?? lastUsedAt;
    return {
      ...row,
      ...(mayReadText && { mayReadText }),
      ...(revokedAt !== null && { revokedAt }),
      ...(usedAt !== null && { lastUsedAt: usedAt }),
    };
  }
}

interface KeyRow {
  readonly id: string;
  readonly role: Role;
  readonly scope: string;
  readonly label: string;
  readonly mayReadText: boolean;
  readonly digest: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}
