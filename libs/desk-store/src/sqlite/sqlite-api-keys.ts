import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '#domain';
import type { ApiKey, ApiKeys, Role } from '../desk-store.port.js';
import type { DeskWriter } from './desk-writer.js';

const writeTouchesEveryMs = 60_000;
const columns = 'id, role, scope, label, may_read_text, digest, created_at, revoked_at, last_used_at';

/** API keys on desk.db. Last uses wait in memory, and are written together once a minute and at the end. */
export class SqliteApiKeys implements ApiKeys {
  private readonly byDigest: StatementSync;
  private readonly all: StatementSync;
  private usedAt = new Map<string, Instant>();
  private writing: NodeJS.Timeout | undefined;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.byDigest = db.prepare(`SELECT ${columns} FROM api_keys WHERE digest = ?`);
    this.all = db.prepare(`SELECT ${columns} FROM api_keys ORDER BY rowid`);
  }

  async add(key: ApiKey): Promise<void> {
    await this.writer.write('addKey', [key]);
  }

  async findByDigest(digest: string): Promise<ApiKey | undefined> {
    const row = this.byDigest.get(digest);
    return row && this.keyOf(row as unknown as KeyRow);
  }

  async list(): Promise<readonly ApiKey[]> {
    return this.all.all().map((row) => this.keyOf(row as unknown as KeyRow));
  }

  revoke(id: string, at: Instant): Promise<boolean> {
    return this.writer.write('revokeKey', [id, at]);
  }

  touched(id: string, at: Instant): void {
    this.usedAt.set(id, at);
    this.writing ??= setTimeout(() => void this.writeTouches(), writeTouchesEveryMs).unref();
  }

  async close(): Promise<void> {
    if (this.usedAt.size > 0) await this.writeTouches();
  }

  private async writeTouches(): Promise<void> {
    clearTimeout(this.writing);
    this.writing = undefined;
    const touches = this.usedAt;
    this.usedAt = new Map();
    // Nobody waits for this and nothing depends on it: a full disk loses a last use, not the process.
    await this.writer.write('touchKeys', [touches]).catch(() => undefined);
  }

  private keyOf(row: KeyRow): ApiKey {
    const { id, role, scope, label, digest } = row;
    const lastUsedAt = this.usedAt.get(id) ?? row.last_used_at;
    return {
      ...{ id, role, scope, label, digest, createdAt: row.created_at },
      ...(row.may_read_text === 1 && { mayReadText: true }),
      ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
      ...(lastUsedAt !== null && { lastUsedAt }),
    };
  }
}

interface KeyRow {
  readonly id: string;
  readonly role: Role;
  readonly scope: string;
  readonly label: string;
  readonly may_read_text: number;
  readonly digest: string;
  readonly created_at: Instant;
  readonly revoked_at: Instant | null;
  readonly last_used_at: Instant | null;
}
