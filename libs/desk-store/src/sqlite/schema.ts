/**
 * What lies in desk.db: `migrations[n]` leads from schema version n to n + 1. Add one; never change one that was released.
 *
 * `inbound`       what arrived. `native_id` is NULL where the sha256 in hex stands for it; `body` is NULL where the bytes
 *                 lie in the blob store (or where there are none: `size` 0). The body comes last, so that a reader of the
 *                 other columns never walks over it. Rows are never deleted, so positions are never given out again.
 * `inbound_names` which triples are kept, in sorted runs (see `EnvelopeNames`): `id` is a digest of inbox and native id,
 *                 `bytes` the first half of the sha256. Envelopes after the last run's `up_to` are in no run yet.
 * `inbound_erased` envelopes whose content was overwritten with zeros, sha256 and all; `name` is how `EnvelopeNames` goes on
 *                 knowing each, as in `inbound_names`. `inbound_large` finds bodies in the blob store.
 * `inbound_repeats` envelopes with an item that stood in the log already, by its stream: no event names them.
 * `routes`        where each item goes; `generation` is that of the index which found it in the log, 0 for none yet. Clearing
 *                 the index raises the generation instead of writing to every row.
 * `routes`, `look_up_handles`, `look_up_threads` have a digest of their key (`compactKey`), 16 bytes instead of 26 or more.
 * `lane_checkpoints` up to where each lane stands in the log; on the lane that is being worked on also the envelopes whose
 *                 items may have routes without standing there. They share a page that nearly every commit writes anyway.
 * `inboxes`       what the inbox streams say (`agents`: those of agents and teams, by stream), at a version of each. `changed` numbers the accepted changes of all of them; a row
 *                 that changes takes the next number, so that whoever asks for those above his mark learns what is new to him.
 * `snapshots`     states of long streams, to spare reading them: `hash` is that of the event at `version`, `code` names what folded
 *                 it. All may be deleted.
 * `outbox_replies` replies on their way out; `sending_since` is NULL while no try is under way, `awaits` names whose coming
 *                 brings a reply forward. `outbox_statuses` is what providers told before the message was known.
 * `webhooks`      addresses the log is told to: `epoch`, `position` and `hash` are the cursor, `records_tried` the size of the
 *                 delivery that failed, `paused_at` is NULL while it delivers. Types and streams are separated by blanks.
 * `relay_places`  up to where the log was published, topic by topic; `partitions` has for each of them the position of the
 *                 event published last and the offset behind it (`writePublished`).
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE inbound (
    position INTEGER PRIMARY KEY,
    lane TEXT NOT NULL,
    inbox TEXT NOT NULL,
    native_id TEXT,
    sha256 BLOB NOT NULL,
    content_type TEXT NOT NULL,
    received_at TEXT NOT NULL,
    size INTEGER NOT NULL,
    context TEXT NOT NULL,
    body BLOB
  ) STRICT;
  CREATE INDEX inbound_by_lane ON inbound (lane);
  CREATE TABLE inbound_runs (run INTEGER PRIMARY KEY, up_to INTEGER NOT NULL, filter BLOB NOT NULL) STRICT;
  CREATE TABLE inbound_names (
    run INTEGER NOT NULL,
    id BLOB NOT NULL,
    bytes BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (run, id, bytes)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE routes (key BLOB PRIMARY KEY, value TEXT NOT NULL, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE look_up_handles (key BLOB PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE look_up_threads (key BLOB PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE index_mark (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    generation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  INSERT INTO index_mark VALUES (1, 1, 0, zeroblob(32));
  CREATE TABLE lane_checkpoints (lane TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;

  CREATE TABLE command_results (
    command_id TEXT PRIMARY KEY,
    body_digest TEXT NOT NULL,
    result TEXT NOT NULL,
    answered_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX command_results_by_age ON command_results (answered_at);
  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    label TEXT NOT NULL,
    digest TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    last_used_at TEXT
  ) STRICT;
  CREATE INDEX api_keys_by_digest ON api_keys (digest);
  CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch INTEGER NOT NULL, expires_at TEXT NOT NULL) STRICT;
  CREATE TABLE numbers (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE checkpoints (processor TEXT PRIMARY KEY, position INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  // Inboxes were one text under a fact, which the last of several writers would have overwritten. Their versions were not kept.
  `
  CREATE TABLE inboxes (id TEXT PRIMARY KEY, version INTEGER NOT NULL, text TEXT NOT NULL, changed INTEGER NOT NULL) STRICT;
  CREATE UNIQUE INDEX inboxes_by_change ON inboxes (changed);
  INSERT INTO inboxes
    SELECT value ->> 'id', 0, value, key + 1 FROM json_each((SELECT value FROM facts WHERE name = 'inboxes'));
  DELETE FROM facts WHERE name = 'inboxes';
  `,
  // What a crash left half done was finished when its lane came round to it; now it is finished first.
  `
  ALTER TABLE lane_checkpoints ADD COLUMN under_way_first INTEGER;
  ALTER TABLE lane_checkpoints ADD COLUMN under_way_last INTEGER;
  `,
  // Analysts read figures, never words, unless their key says so.
  `
  ALTER TABLE api_keys ADD COLUMN may_read_text INTEGER NOT NULL DEFAULT 0;
  `,
  // Replies stood in the log and went nowhere.
  `
  CREATE TABLE outbox_replies (
    reply_id TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    inbox TEXT NOT NULL,
    position INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT NOT NULL,
    last_reason TEXT NOT NULL DEFAULT '',
    maybe_sent INTEGER NOT NULL DEFAULT 0,
    sending_since TEXT,
    awaits TEXT NOT NULL DEFAULT ''
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_replies_by_time ON outbox_replies (next_try_at);
  CREATE INDEX outbox_replies_by_conversation ON outbox_replies (conversation_id, position);
  CREATE INDEX outbox_replies_awaiting ON outbox_replies (awaits) WHERE awaits <> '';
  CREATE TABLE outbox_statuses (
    status_id TEXT PRIMARY KEY,
    native_key TEXT NOT NULL,
    inbox TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    envelope TEXT NOT NULL,
    parser TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_statuses_by_message ON outbox_statuses (native_key, occurred_at);
  CREATE INDEX outbox_statuses_by_age ON outbox_statuses (occurred_at);
  `,
  // Who is an agent of the desk, and in which teams.
  `
  CREATE TABLE agents (id TEXT PRIMARY KEY, version INTEGER NOT NULL, text TEXT NOT NULL, changed INTEGER NOT NULL) STRICT;
  CREATE UNIQUE INDEX agents_by_change ON agents (changed);
  `,
  // Whoever followed the log had to come and ask.
  `
  CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    revision TEXT NOT NULL,
    url TEXT NOT NULL,
    secret_name TEXT NOT NULL,
    types TEXT NOT NULL,
    streams TEXT NOT NULL,
    with_text INTEGER NOT NULL,
    max_records INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    paused_by TEXT,
    pause_reason TEXT,
    paused_at TEXT,
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since TEXT,
    next_try_at TEXT,
    records_tried INTEGER NOT NULL DEFAULT 0,
    last_outcome TEXT NOT NULL DEFAULT '',
    delivered_at TEXT,
    deliveries INTEGER NOT NULL DEFAULT 0,
    records_delivered INTEGER NOT NULL DEFAULT 0,
    failed_tries INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  `,
  // What arrived stayed as it came for ever.
  `
  CREATE TABLE inbound_erased (position INTEGER PRIMARY KEY, name BLOB NOT NULL) STRICT;
  CREATE TABLE inbound_repeats (stream TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, position))
    STRICT, WITHOUT ROWID;
  CREATE INDEX inbound_large ON inbound (sha256) WHERE body IS NULL AND size > 0;
  `,
  // A long stream was folded from its first event whenever it was met anew.
  `
  CREATE TABLE snapshots (
    stream TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    code TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  `,
  // The log was published nowhere.
  `
  CREATE TABLE relay_places (
    topic TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    partitions TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // One process sent the replies of all inboxes.
  'CREATE INDEX outbox_replies_by_inbox ON outbox_replies (inbox, next_try_at)',
];
