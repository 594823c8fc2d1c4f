/** "SIJL": what marks a file as a log of this desk. */
export const logApplicationId = 0x53494a4c;

/**
 * What lies on disk; `migrations[n]` leads from schema version n to n + 1. Never edit a released one: add the next.
 *
 * events.position         1, 2, 3 … over the whole log, in the order of the commits
 * events.version          1, 2, 3 … on its stream; the pair is unique, so two writers can never both win
 * events.id               UUID, 16 bytes
 * events.*_at             milliseconds since 1970, UTC
 * events.clear            canonical JSON (RFC 8785) of the clear fields
 * events.sealed           the sealed parts, as `encodeSealedParts` of sealing lays them out
 * events.hash             `chainHash` of sealing, 32 bytes
 *
 * A stream's tip is not stored: it is the last row of the index on (stream, version), and so cannot contradict it.
 */
export const logMigrations: readonly string[] = [
  `
  PRAGMA application_id = ${logApplicationId};

  CREATE TABLE streams (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position        INTEGER PRIMARY KEY,
    stream          INTEGER NOT NULL REFERENCES streams (id),
    version         INTEGER NOT NULL,
    id              BLOB NOT NULL,
    type            TEXT NOT NULL,
    schema          INTEGER NOT NULL,
    occurred_at     INTEGER NOT NULL,
    received_at     INTEGER NOT NULL,
    recorded_at     INTEGER NOT NULL,
    actor_class     TEXT NOT NULL,
    actor_id        TEXT NOT NULL,
    correlation_id  TEXT NOT NULL,
    causation_id    TEXT NOT NULL,
    clear           TEXT NOT NULL,
    sealed          BLOB NOT NULL,
    hash            BLOB NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  `,
];
