import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '#domain';
import type { Checkpoint } from '../checkpoints.port.js';
import type { ApiKey, CommandResult, KeptState, Lease, WantedLeases } from '../desk-store.port.js';

/** Writes of the small rooms: results, keys, leases, numbers, checkpoints, facts, what streams say. */
export interface RoomWrites {
  keepResult(result: CommandResult): CommandResult;
  replaceResult(result: CommandResult): void;
  /** Forgets at most `limit` results, so that no group of writes grows long; answers how many. */
  expireResults(before: Instant, limit: number): number;
  /** Overwritten where they lie. */
  forgetBodies(commandIds: readonly string[]): void;
  addKey(key: ApiKey): void;
  revokeKey(id: string, at: Instant): boolean;
  touchKeys(usedAt: ReadonlyMap<string, Instant>): void;
  acquireLease(name: string, holder: string, now: Instant, expiresAt: Instant): Lease | undefined;
  acquireSome(wanted: WantedLeases, holder: string, now: Instant, expiresAt: Instant): readonly Lease[];
  releaseLeases(leases: readonly Lease[]): void;
  clearLeases(): void;
  takeNumbers(series: string, size: number): number;
  raiseNumbers(series: string, atLeast: number): void;
  setCheckpoint(processor: string, checkpoint: Checkpoint): void;
  setFact(name: string, value: string): void;
  keepState(table: StatesTable, state: KeptState): void;
  forgetVersions(table: StatesTable): void;
}

/** Tables of desk.db that hold what streams say. */
export type StatesTable = 'inboxes' | 'agents';

export function roomWrites(db: DatabaseSync): RoomWrites {
  return {
    ...resultWrites(db),
    ...keyWrites(db),
    ...leaseWrites(db),
    ...numberWrites(db),
    ...placeWrites(db),
    ...stateWrites(db),
  };
}

function resultWrites(
  db: DatabaseSync,
): Pick<RoomWrites, 'keepResult' | 'replaceResult' | 'expireResults' | 'forgetBodies'> {
  const keepFirst = db.prepare(`
    INSERT INTO command_results (command_id, body_digest, result, answered_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET result = result
    RETURNING command_id AS commandId, body_digest AS bodyDigest, result, answered_at AS answeredAt`);
  const replace = db.prepare(`
    INSERT OR REPLACE INTO command_results (command_id, body_digest, result, answered_at) VALUES (?, ?, ?, ?)`);
  const expire = db.prepare(`
    DELETE FROM command_results WHERE command_id IN
      (SELECT command_id FROM command_results WHERE answered_at < ? ORDER BY answered_at LIMIT ?)`);
  const forget = db.prepare(`UPDATE command_results SET body_digest = '${'0'.repeat(64)}' WHERE command_id = ?`);
  return {
    keepResult: ({ commandId, bodyDigest, result, answeredAt }) =>
      ({ ...keepFirst.get(commandId, bodyDigest, result, answeredAt) }) as unknown as CommandResult,
    replaceResult({ commandId, bodyDigest, result, answeredAt }) {
      replace.run(commandId, bodyDigest, result, answeredAt);
    },
    expireResults: (before, limit) => Number(expire.run(before, limit).changes),
    forgetBodies(commandIds) {
      for (const commandId of commandIds) forget.run(commandId);
    },
  };
}

function keyWrites(db: DatabaseSync): Pick<RoomWrites, 'addKey' | 'revokeKey' | 'touchKeys'> {
  const add = db.prepare(`
    INSERT OR REPLACE INTO api_keys (id, role, scope, label, may_read_text, digest, created_at, revoked_at, last_used_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const revoke = db.prepare('UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const touch = db.prepare('UPDATE api_keys SET last_used_at = ? WHERE id = ?');
  return {
    addKey({ id, role, scope, label, mayReadText = false, digest, createdAt, revokedAt = null, lastUsedAt = null }) {
      add.run(id, role, scope, label, Number(mayReadText), digest, createdAt, revokedAt, lastUsedAt);
    },
    revokeKey: (id, at) => revoke.run(at, id).changes === 1,
    touchKeys(usedAt) {
      for (const [id, at] of usedAt) touch.run(at, id);
    },
  };
}

type LeaseWrites = Pick<RoomWrites, 'acquireLease' | 'acquireSome' | 'releaseLeases' | 'clearLeases'>;

function leaseWrites(db: DatabaseSync): LeaseWrites {
  // Epochs outlive their leases: the row stays when nobody holds it, so that the next holder's epoch is higher.
  const acquire = db.prepare(`
    INSERT INTO leases (name, holder, epoch, expires_at) VALUES (:name, :holder, 1, :expiresAt)
    ON CONFLICT DO UPDATE SET holder = :holder, epoch = epoch + (holder <> :holder), expires_at = :expiresAt
      WHERE holder IN (:holder, '') OR expires_at <= :now
    RETURNING name, holder, epoch, expires_at AS expiresAt`);
  const release = db.prepare("UPDATE leases SET holder = '' WHERE name = ? AND epoch = ?");
  const clear = db.prepare("UPDATE leases SET holder = '' WHERE holder <> ''");
  const acquireLease: LeaseWrites['acquireLease'] = (name, holder, now, expiresAt) => {
    const lease = acquire.get({ name, holder, now, expiresAt });
    return lease && ({ ...lease } as unknown as Lease);
  };
  return {
    acquireLease,
    acquireSome({ names, most }, ...asked) {
      const acquired: Lease[] = [];
      for (const name of names) {
        const lease = acquired.length < most ? acquireLease(name, ...asked) : undefined;
        if (lease) acquired.push(lease);
      }
      return acquired;
    },
    releaseLeases(leases) {
      for (const { name, epoch } of leases) release.run(name, epoch);
    },
    clearLeases() {
      clear.run();
    },
  };
}

function numberWrites(db: DatabaseSync): Pick<RoomWrites, 'takeNumbers' | 'raiseNumbers'> {
  const take = db.prepare(`
    INSERT INTO numbers (series, last) VALUES (:series, :size)
    ON CONFLICT DO UPDATE SET last = last + :size RETURNING last - :size + 1 AS first`);
  const raise = db.prepare(`
    INSERT INTO numbers (series, last) VALUES (:series, :atLeast)
    ON CONFLICT DO UPDATE SET last = max(last, :atLeast)`);
  return {
    takeNumbers: (series, size) => Number(take.get({ series, size })?.['first']),
    raiseNumbers(series, atLeast) {
      raise.run({ series, atLeast });
    },
  };
}

function placeWrites(db: DatabaseSync): Pick<RoomWrites, 'setCheckpoint' | 'setFact'> {
  const setCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoints (processor, position, hash) VALUES (?, ?, ?)');
  const setFact = db.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
  return {
    setCheckpoint(processor, { position, hash }) {
      setCheckpoint.run(processor, position, hash);
    },
    setFact(name, value) {
      setFact.run(name, value);
    },
  };
}

function stateWrites(db: DatabaseSync): Pick<RoomWrites, 'keepState' | 'forgetVersions'> {
  const [inboxes, agents] = [statesIn(db, 'inboxes'), statesIn(db, 'agents')];
  const within = (table: StatesTable) => (table === 'inboxes' ? inboxes : agents);
  return {
    keepState(table, { id, version, text }) {
      within(table).keep.run({ id, version, text });
    },
    forgetVersions(table) {
      within(table).forget.run();
    },
  };
}

const statesIn = (db: DatabaseSync, table: StatesTable) => ({
  keep: db.prepare(`
    INSERT INTO ${table} (id, version, text, changed)
    VALUES (:id, :version, :text, (SELECT coalesce(max(changed), 0) + 1 FROM ${table}))
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, text = excluded.text, changed = excluded.changed
      WHERE excluded.version > ${table}.version`),
  forget: db.prepare(`UPDATE ${table} SET version = 0`),
});
