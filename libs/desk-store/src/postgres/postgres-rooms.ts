import type { Instant } from '#domain';
import { statement } from '#postgres';
import type { Checkpoint, Checkpoints } from '../checkpoints.port.js';
import type { DeskFacts, Lease, Leases, Numbers, WantedLeases } from '../desk-store.port.js';
import type { DeskDatabase } from './desk-database.js';

/**
 * Whose clock says that a lease ran out: the database's, which is the same for all who ask, or that of whoever asks, for
 * tests that are told what time it is.
 */
export type LeaseClock = 'database' | 'asker';

// Epochs outlive their leases: the row stays when nobody holds it, so that the next holder's epoch is higher.
const onConflict = `
  ON CONFLICT (name) DO UPDATE SET
    holder = excluded.holder, epoch = leases.epoch + (leases.holder <> excluded.holder)::integer,
    expires_at = excluded.expires_at
  WHERE leases.holder IN (excluded.holder, '') OR leases.expires_at <= coalesce($3::timestamptz, clock_timestamp())`;
const acquire = statement(`
  INSERT INTO leases (name, holder, epoch, expires_at)
  VALUES ($1, $2, 1, coalesce($3::timestamptz, clock_timestamp()) + make_interval(secs => $4))
  ${onConflict}
  RETURNING epoch`);
/** Locked in the order of their names, so that two who ask for the same never wait for each other. */
const acquireSome = statement(`
  WITH wanted AS (
    SELECT given.name FROM unnest($1::text[]) WITH ORDINALITY AS given (name, nth)
    LEFT JOIN leases ON leases.name = given.name
    WHERE leases.name IS NULL OR leases.holder IN ($2, '')
      OR leases.expires_at <= coalesce($3::timestamptz, clock_timestamp())
    ORDER BY nth LIMIT $5
  )
  INSERT INTO leases (name, holder, epoch, expires_at)
  SELECT name, $2, 1, coalesce($3::timestamptz, clock_timestamp()) + make_interval(secs => $4) FROM wanted ORDER BY name
  ${onConflict}
  RETURNING name, epoch`);
const release = statement(`
  WITH ours AS (
    SELECT leases.name FROM leases JOIN unnest($1::text[], $2::integer[]) AS given (name, epoch)
      ON leases.name = given.name AND leases.epoch = given.epoch
    ORDER BY leases.name FOR UPDATE OF leases
  )
  UPDATE leases SET holder = '' FROM ours WHERE leases.name = ours.name`);

/** Leases that several servers share. */
export class PostgresLeases implements Leases {
  constructor(
    private readonly database: DeskDatabase,
    private readonly clock: LeaseClock,
  ) {}

  /** Whoever asks is told by their own clock, read before they asked, until when they have it: the database says so longer. */
  async acquire(name: string, holder: string, now: Instant, seconds: number): Promise<Lease | undefined> {
    const told = this.clock === 'asker' ? now : null;
    const row = await this.database.inTurn<Pick<Lease, 'epoch'>>(acquire, [name, holder, told, seconds]);
    return row && { name, holder, epoch: row.epoch, expiresAt: later(now, seconds) };
  }

  async acquireSome({ names, most }: WantedLeases, holder: string, now: Instant, seconds: number): Promise<Lease[]> {
    const told = this.clock === 'asker' ? now : null;
    const asked = [names, holder, told, seconds, most];
    const rows = await this.database.allInTurn<Pick<Lease, 'name' | 'epoch'>>(acquireSome, asked);
    return rows.map(({ name, epoch }) => ({ name, holder, epoch, expiresAt: later(now, seconds) }));
  }

  async release(...leases: readonly Lease[]): Promise<void> {
    const [names, epochs] = [leases.map(({ name }) => name), leases.map(({ epoch }) => epoch)];
    await this.database.inTurn(release, [names, epochs]);
  }
}

const later = (now: Instant, seconds: number): Instant => new Date(Date.parse(now) + seconds * 1000).toISOString();

const take = statement(`
  INSERT INTO numbers (series, last) VALUES ($1, $2::bigint)
  ON CONFLICT (series) DO UPDATE SET last = numbers.last + $2::bigint RETURNING last - $2::bigint + 1 AS first`);
const raise = statement(`
  INSERT INTO numbers (series, last) VALUES ($1, $2)
  ON CONFLICT (series) DO UPDATE SET last = greatest(numbers.last, excluded.last)`);

export class PostgresNumbers implements Numbers {
  constructor(private readonly database: DeskDatabase) {}

  async take(series: string, size: number): Promise<{ readonly first: number; readonly size: number }> {
    return {
      first: Number((await this.database.inTurn<{ readonly first: bigint }>(take, [series, size]))?.first),
      size,
    };
  }

  async raise(series: string, atLeast: number): Promise<void> {
    await this.database.inTurn(raise, [series, atLeast]);
  }
}

const placeOf = statement('SELECT position, hash FROM checkpoints WHERE processor = $1');
const move = statement(`
  INSERT INTO checkpoints (processor, position, hash) VALUES ($1, $2, $3)
  ON CONFLICT (processor) DO UPDATE SET position = excluded.position, hash = excluded.hash`);

export class PostgresCheckpoints implements Checkpoints {
  constructor(private readonly database: DeskDatabase) {}

  get(processor: string): Promise<Checkpoint | undefined> {
    return this.database.row<Checkpoint>(placeOf, [processor]);
  }

  async set(processor: string, { position, hash }: Checkpoint): Promise<void> {
    await this.database.inTurn(move, [processor, position, Buffer.from(hash)]);
  }
}

const factOf = statement('SELECT value FROM facts WHERE name = $1');
const setFact = statement(`
  INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);

export class PostgresDeskFacts implements DeskFacts {
  constructor(private readonly database: DeskDatabase) {}

  async get(name: string): Promise<string | undefined> {
    return (await this.database.row<{ readonly value: string }>(factOf, [name]))?.value;
  }

  async set(name: string, value: string): Promise<void> {
    await this.database.inTurn(setFact, [name, value]);
  }
}
