/**
 * What lies in the schema of the keys on PostgreSQL: `migrations[n]` leads from version n to n + 1. What has been released
 * is never changed. Tables and columns are those of keys.db; a destroyed key's row stays, its secret overwritten with zeros.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE handle_key (single boolean PRIMARY KEY DEFAULT true CHECK (single), secret bytea NOT NULL);
  CREATE TABLE lease (single boolean PRIMARY KEY DEFAULT true CHECK (single), next_id bigint NOT NULL);
  INSERT INTO lease (next_id) VALUES (1);
  CREATE TABLE key (id bigint PRIMARY KEY, secret bytea NOT NULL);
  CREATE TABLE erasure (customer_id text COLLATE "C" PRIMARY KEY, asked_at text COLLATE "C" NOT NULL, done_at text);
  `,
];
