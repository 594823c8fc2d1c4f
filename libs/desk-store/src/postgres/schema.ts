/**
 * What lies in the schema of a desk on PostgreSQL: `migrations[n]` leads from version n to n + 1. Add one; never change one
 * that was released. Tables and columns are those of desk.db (docs/stores.md), but for these:
 *
 * `inbound`       `name_id` is a digest of inbox and native id, `name_bytes` the first half of the sha256: together they name
 *                 an envelope, and stay when it is `erased`. What senders wrote is bytes: a text of PostgreSQL holds no NUL.
 * `inbound_head`  the position given out last, in one row that whoever keeps envelopes locks last: positions become
 *                 visible in their order, and none is skipped by a transaction that rolls back.
 * `kept_states`   what streams say, of all rooms; `changed` counts in `kept_state_heads`, one row a room, for the same reason.
 * `leases`        `expires_at` by the clock of the database.
 * `under_way`     one row, of NULLs while nothing is.
 * `errands`       what processes ask of each other while somebody waits for it, and `attendance`, who of them is there.
 * `presence`      who looks at which ticket, as each door heard it, for seconds; as `page_news`.
 * `page_news`     what projectors tell those who watch, for a minute; not there any more after a crash of the server.
 *
 * A commit is one statement, and so one round trip: a process that is stopped in the middle of its work holds no lock. What
 * one statement cannot say is a function. `hold_lease` fails with `DL001` where the epoch is no longer in force.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE inbound_head (single boolean PRIMARY KEY DEFAULT true CHECK (single), position bigint NOT NULL);
  INSERT INTO inbound_head (position) VALUES (0);
  CREATE TABLE inbound (
    position bigint PRIMARY KEY,
    lane text NOT NULL,
    inbox text NOT NULL,
    native_id bytea,
    sha256 bytea NOT NULL,
    content_type bytea NOT NULL,
    received_at text NOT NULL,
    size bigint NOT NULL,
    context bytea NOT NULL,
    name_id bytea NOT NULL,
    name_bytes bytea NOT NULL,
    erased boolean NOT NULL DEFAULT false,
    body bytea,
    UNIQUE (name_id, name_bytes)
  );
  CREATE INDEX inbound_by_lane ON inbound (lane, position);
  CREATE INDEX inbound_large ON inbound (sha256) WHERE body IS NULL AND size > 0 AND NOT erased;
  CREATE TABLE inbound_repeats (stream text, position bigint, PRIMARY KEY (stream, position));

  CREATE FUNCTION keep_envelopes(
    lanes text[], inboxes text[], instants text[], sizes bigint[], starts integer[], id_lengths integer[],
    type_lengths integer[], context_lengths integer[], body_lengths integer[], bytes bytea
  ) RETURNS TABLE (nth bigint, place bigint, was_there boolean, id_known boolean) LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  DECLARE
    last bigint;
  BEGIN
    -- What repeats changes nothing, and waits for nobody.
    IF EXISTS (
      SELECT FROM unnest(starts) AS given (start) WHERE NOT EXISTS (
        SELECT FROM inbound
        WHERE name_id = substring(bytes FROM start FOR 16) AND name_bytes = substring(bytes FROM start + 16 FOR 16))
    ) THEN
      SELECT position INTO STRICT last FROM inbound_head FOR UPDATE;
    END IF;
    RETURN QUERY
    WITH given AS MATERIALIZED (
      SELECT * FROM unnest(lanes, inboxes, instants, sizes, starts, id_lengths, type_lengths, context_lengths, body_lengths)
        WITH ORDINALITY AS given (lane, inbox, instant, size, start, id_length, type_length, context_length, body_length, nth)
    ), judged AS MATERIALIZED (
      SELECT given.nth, inbound.position AS place, EXISTS (
          SELECT FROM inbound AS other WHERE other.name_id = substring(bytes FROM start FOR 16)) AS id_known
      FROM given LEFT JOIN inbound
        ON name_id = substring(bytes FROM start FOR 16) AND name_bytes = substring(bytes FROM start + 16 FOR 16)
    ), fresh AS MATERIALIZED (
      SELECT nth, last + row_number() OVER (ORDER BY nth) AS place FROM judged WHERE place IS NULL
    ), kept AS (
      INSERT INTO inbound (position, lane, inbox, native_id, sha256, content_type, received_at, size, context, name_id,
        name_bytes, body)
      SELECT place, lane, inbox,
        CASE WHEN id_length >= 0 THEN substring(bytes FROM start + 48 FOR id_length) END,
        substring(bytes FROM start + 16 FOR 32),
        substring(bytes FROM start + 48 + greatest(id_length, 0) FOR type_length), instant, size,
        substring(bytes FROM start + 48 + greatest(id_length, 0) + type_length FOR context_length),
        substring(bytes FROM start FOR 16), substring(bytes FROM start + 16 FOR 16),
        CASE WHEN body_length >= 0
          THEN substring(bytes FROM start + 48 + greatest(id_length, 0) + type_length + context_length FOR body_length) END
      FROM fresh JOIN given USING (nth) ORDER BY nth
    ), moved AS (
      UPDATE inbound_head SET position = position + (SELECT count(*) FROM fresh) WHERE EXISTS (SELECT FROM fresh)
    )
    SELECT judged.nth, coalesce(judged.place, fresh.place), judged.place IS NOT NULL, judged.id_known
    FROM judged LEFT JOIN fresh USING (nth);
  END $$;

  CREATE TABLE leases (name text PRIMARY KEY, holder text NOT NULL, epoch integer NOT NULL, expires_at timestamptz NOT NULL);

  CREATE FUNCTION hold_lease(wanted text, held integer) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    -- Nobody takes the lease before this transaction has ended.
    PERFORM FROM leases WHERE name = wanted AND epoch = held AND holder <> '' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'DL001', MESSAGE = wanted;
    END IF;
  END $$;

  CREATE TABLE routes (key bytea PRIMARY KEY, value text NOT NULL, generation integer NOT NULL);
  CREATE TABLE look_up_handles (key bytea PRIMARY KEY, value text NOT NULL);
  CREATE TABLE look_up_threads (key bytea PRIMARY KEY, value text NOT NULL);
  CREATE TABLE index_mark (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    generation integer NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL
  );
  INSERT INTO index_mark (generation, position, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
  CREATE TABLE lane_checkpoints (lane text PRIMARY KEY, position bigint NOT NULL);
  CREATE TABLE under_way (single boolean PRIMARY KEY DEFAULT true CHECK (single), lane text, first bigint, last bigint);
  INSERT INTO under_way DEFAULT VALUES;

  CREATE FUNCTION clear_index(held integer) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM hold_lease('sequencer', held);
    TRUNCATE look_up_handles, look_up_threads;
    UPDATE index_mark SET generation = generation + 1, position = 0, hash = decode(repeat('00', 32), 'hex');
  END $$;

  CREATE TABLE command_results (
    command_id text PRIMARY KEY,
    body_digest text NOT NULL,
    result text NOT NULL,
    answered_at text COLLATE "C" NOT NULL
  );
  CREATE INDEX command_results_by_age ON command_results (answered_at);
  CREATE TABLE api_keys (
    id text PRIMARY KEY,
    added bigint GENERATED ALWAYS AS IDENTITY,
    role text NOT NULL,
    scope text NOT NULL,
    label text NOT NULL,
    may_read_text boolean NOT NULL,
    digest text NOT NULL,
    created_at text NOT NULL,
    revoked_at text,
    last_used_at text COLLATE "C"
  );
  CREATE INDEX api_keys_by_digest ON api_keys (digest);
  CREATE TABLE numbers (series text PRIMARY KEY, last bigint NOT NULL);
  CREATE TABLE checkpoints (processor text PRIMARY KEY, position bigint NOT NULL, hash bytea NOT NULL);
  CREATE TABLE facts (name text PRIMARY KEY, value text NOT NULL);

  CREATE TABLE kept_state_heads (room text PRIMARY KEY, changed bigint NOT NULL);
  INSERT INTO kept_state_heads VALUES ('inboxes', 0), ('agents', 0);
  CREATE TABLE kept_states (
    room text,
    id text,
    version bigint NOT NULL,
    text bytea NOT NULL,
    changed bigint NOT NULL,
    PRIMARY KEY (room, id),
    UNIQUE (room, changed)
  );

  CREATE TABLE outbox_replies (
    reply_id text PRIMARY KEY,
    stream text NOT NULL,
    conversation_id text NOT NULL,
    inbox text NOT NULL,
    position bigint NOT NULL,
    taken_at text COLLATE "C" NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    next_try_at text COLLATE "C" NOT NULL,
    last_reason text NOT NULL DEFAULT '',
    maybe_sent boolean NOT NULL DEFAULT false,
    sending_since text,
    awaits text NOT NULL DEFAULT ''
  );
  CREATE INDEX outbox_replies_by_time ON outbox_replies (next_try_at);
  CREATE INDEX outbox_replies_by_conversation ON outbox_replies (conversation_id, position);
  CREATE INDEX outbox_replies_awaiting ON outbox_replies (awaits) WHERE awaits <> '';
  CREATE TABLE outbox_statuses (
    status_id text PRIMARY KEY,
    native_key text NOT NULL,
    inbox text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    occurred_at text COLLATE "C" NOT NULL,
    envelope text NOT NULL,
    parser text NOT NULL
  );
  CREATE INDEX outbox_statuses_by_message ON outbox_statuses (native_key, occurred_at);
  CREATE INDEX outbox_statuses_by_age ON outbox_statuses (occurred_at);

  CREATE TABLE webhooks (
    id text COLLATE "C" PRIMARY KEY,
    revision text NOT NULL,
    url text NOT NULL,
    secret_name text NOT NULL,
    types text NOT NULL,
    streams text NOT NULL,
    with_text boolean NOT NULL,
    max_records integer NOT NULL,
    created_at text NOT NULL,
    paused_by text,
    pause_reason text,
    paused_at text,
    epoch integer NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL,
    failures bigint NOT NULL DEFAULT 0,
    failing_since text,
    next_try_at text,
    records_tried bigint NOT NULL DEFAULT 0,
    last_outcome text NOT NULL DEFAULT '',
    delivered_at text,
    deliveries bigint NOT NULL DEFAULT 0,
    records_delivered bigint NOT NULL DEFAULT 0,
    failed_tries bigint NOT NULL DEFAULT 0
  );
  `,
  // A long stream was folded from its first event whenever it was met anew. The bytes are packed already.
  `
  CREATE TABLE snapshots (
    stream text PRIMARY KEY,
    version bigint NOT NULL,
    hash bytea NOT NULL,
    code text NOT NULL,
    bytes bytea NOT NULL
  );
  ALTER TABLE snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;
  `,
  // The log was published nowhere.
  `
  CREATE TABLE relay_places (
    topic text PRIMARY KEY,
    epoch integer NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL,
    partitions text NOT NULL
  );
  `,
  // Processes had nothing to ask of each other.
  `
  CREATE TABLE attendance (name text PRIMARY KEY, kind text NOT NULL, until timestamptz NOT NULL);
  CREATE TABLE errands (
    id text PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    recipient text NOT NULL,
    asked text NOT NULL,
    answer text,
    until timestamptz NOT NULL
  );
  CREATE INDEX errands_waiting ON errands (recipient, number) WHERE answer IS NULL;
  `,
  // One process sent the replies of all inboxes.
  'CREATE INDEX outbox_replies_by_inbox ON outbox_replies (inbox, next_try_at)',
  // Whoever watched pages that another process copies was told to read them anew.
  `
  CREATE UNLOGGED TABLE page_news (
    position bigint PRIMARY KEY,
    since bigint NOT NULL,
    told text NOT NULL,
    until timestamptz NOT NULL
  );
  `,
  // Who looked at a ticket was known to the door he had told.
  `
  CREATE UNLOGGED TABLE presence (
    ticket_id text,
    agent_id text,
    door text,
    state text NOT NULL,
    since text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, agent_id, door)
  );
  `,
];
