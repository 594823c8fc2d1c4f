import { appendEvents } from './append-function.js';

/**
 * What lies in the database; `logMigrations[n]` leads from schema version n to n + 1. Never edit a released one: add the
 * next.
 *
 * head                    one row: position of the last event, number of streams, instant of the last record.
 *                         Whoever appends holds its lock until the commit, so positions are 1, 2, 3 … in the order of
 *                         the commits; what is rolled back leaves no gap. No sequence is used: a copy of the tables is
 *                         a copy of the log.
 * streams.version, hash   where the stream stands
 * events.position         the primary key, and the only unique one: the table can be cut into ranges of positions
 * events.*_at             milliseconds since 1970, UTC
 * events.clear            canonical JSON (RFC 8785) of the clear fields, as text: jsonb knows no NUL and no half pairs
 * events.sealed           the sealed parts, as `encodeSealedParts` of sealing lays them out; no use to compress it
 * events.hash             `chainHash` of sealing, 32 bytes
 */
export const logMigrations: readonly string[] = [
  `
  CREATE TABLE head (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position     bigint NOT NULL,
    streams      bigint NOT NULL,
    recorded_at  bigint NOT NULL
  ) WITH (fillfactor = 10);
  INSERT INTO head (position, streams, recorded_at) VALUES (0, 0, 0);

  CREATE TABLE streams (
    id       bigint PRIMARY KEY,
    name     text COLLATE "C" NOT NULL UNIQUE,
    version  bigint NOT NULL,
    hash     bytea NOT NULL
  ) WITH (fillfactor = 80);

  CREATE TABLE events (
    position        bigint PRIMARY KEY,
    stream          bigint NOT NULL,
    version         bigint NOT NULL,
    id              uuid NOT NULL,
    type            text NOT NULL,
    schema          bigint NOT NULL,
    occurred_at     bigint NOT NULL,
    received_at     bigint NOT NULL,
    recorded_at     bigint NOT NULL,
    actor_class     text NOT NULL,
    actor_id        text NOT NULL,
    correlation_id  text NOT NULL,
    causation_id    text NOT NULL,
    clear           text NOT NULL,
    sealed          bytea STORAGE EXTERNAL NOT NULL,
    hash            bytea NOT NULL
  );
  CREATE INDEX events_of_streams ON events (stream, version);

  ${appendEvents}
  `,
];
