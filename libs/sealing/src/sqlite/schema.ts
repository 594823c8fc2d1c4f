/**
 * `migrations[n]` leads from schema version n to n + 1. What has been released is never changed.
 * A destroyed key's row stays, its secret overwritten with zeros.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE handle_key (id INTEGER PRIMARY KEY CHECK (id = 1), secret BLOB NOT NULL) STRICT;
  CREATE TABLE lease (id INTEGER PRIMARY KEY CHECK (id = 1), next_id INTEGER NOT NULL) STRICT;
  CREATE TABLE key (id INTEGER PRIMARY KEY, secret BLOB NOT NULL) STRICT;
  INSERT INTO lease VALUES (1, 1);
  `,
  // Who was erased, and when.
  `
  CREATE TABLE erasure (customer_id TEXT PRIMARY KEY, asked_at TEXT NOT NULL, done_at TEXT) STRICT, WITHOUT ROWID;
  `,
];
