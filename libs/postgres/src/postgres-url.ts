/** Where a store lies: what a client of PostgreSQL connects to, and the schema that holds the store's tables. */
export interface PostgresPlace {
  /** The address as PostgreSQL's clients read it. It may hold a password: never for logs or messages. */
  readonly address: string;
  readonly schema: string;
  /** The address without password and parameters, for people. */
  readonly shown: string;
}

/** The address of a store cannot be read. What was given is kept to itself: it may hold a password. */
export class PostgresUrlInvalid extends Error {
  readonly code = 'POSTGRES.URL_INVALID';
  constructor(readonly reason: string) {
    super(`an address of PostgreSQL cannot be read: ${reason}`);
  }
}

/** A name that PostgreSQL takes unquoted, short enough for what is put behind it. */
const deskName = /^[a-z_][a-z0-9_]{0,30}$/;

/**
 * Reads `postgres://user:password@host:port/database?schema=north`. Each store has a schema of its own, so that one
 * address serves all stores of a desk, and one database several desks: with `schema=north` the log lies in `north_log`,
 * without it in `sijil_log`. Other parameters are PostgreSQL's own (`sslmode`, `application_name` …).
 * Errors: `PostgresUrlInvalid`.
 */
export function readPostgresUrl(url: string, store: string): PostgresPlace {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new PostgresUrlInvalid('it is not of the form postgres://user:password@host:port/database');
  }
  const desk = parsed.searchParams.get('schema') ?? 'sijil';
  if (!deskName.test(desk)) {
    throw new PostgresUrlInvalid('its schema is not a name of at most 31 lower case letters, digits and _');
  }
  parsed.searchParams.delete('schema');
  const shown = `postgres://${parsed.host}${parsed.pathname}`;
  return { address: parsed.href, schema: `${desk}_${store}`, shown };
}
