import { statement } from '#postgres';
import type { HeardPresence, KeptPresence, PresenceRoom } from '../presence-room.port.js';
import type { DeskDatabase } from './desk-database.js';
import type { SharedBell } from './shared-bell.js';

/** What is over goes with the next that is kept. */
const keep = statement(`
  WITH given AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS given (ticket_id, agent_id, state, since)
  ), over AS (
    DELETE FROM presence WHERE (ticket_id, agent_id) NOT IN (SELECT ticket_id, agent_id FROM given) AND (
      until <= clock_timestamp()
      OR (door = $1 AND (ticket_id, agent_id) IN (SELECT * FROM unnest($6::text[], $7::text[]))))
  )
  INSERT INTO presence (door, ticket_id, agent_id, state, since, until)
  SELECT $1, ticket_id, agent_id, state, since, clock_timestamp() + make_interval(secs => $8) FROM given
  ON CONFLICT (ticket_id, agent_id, door) DO UPDATE
    SET state = excluded.state, since = excluded.since, until = excluded.until`);
const elsewhere = statement(`
  SELECT ticket_id AS "ticketId", agent_id AS "agentId", state, since FROM presence
  WHERE door <> $1 AND until > clock_timestamp() ORDER BY since, agent_id`);

/** Who looks at which ticket, in the desk's schema. */
export class PostgresPresenceRoom implements PresenceRoom {
  constructor(
    private readonly database: DeskDatabase,
    private readonly bell: SharedBell,
  ) {}

  async keep(door: string, { there, gone }: HeardPresence, seconds: number): Promise<void> {
    const fields = (['ticketId', 'agentId', 'state', 'since'] as const).map((field) => there.map((one) => one[field]));
    const left = [gone.map(({ ticketId }) => ticketId), gone.map(({ agentId }) => agentId)];
    await this.database.rows(keep, [door, ...fields, ...left, seconds]);
    await this.bell.ring();
  }

  elsewhere(door: string): Promise<readonly KeptPresence[]> {
    return this.database.rows<KeptPresence>(elsewhere, [door]);
  }

  rung(signal: AbortSignal): Promise<void> {
    return this.bell.rung(signal);
  }
}
