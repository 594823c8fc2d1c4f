import { PostgresUrlInvalid, readPostgresUrl } from '#postgres';

it('gives each store of a desk a schema of its own, and each desk of a database others', () => {
  const schemaOf = (url: string, store: string) => readPostgresUrl(url, store).schema;
  expect(schemaOf('postgres://db.example/desk', 'log')).toBe('sijil_log');
  expect(schemaOf('postgresql://db.example/desk?schema=north', 'pages')).toBe('north_pages');
});

it('leaves everything else of the address to PostgreSQL', () => {
  const { address } = readPostgresUrl(
    'postgres://lina:s%40lt@db.example:5433/desk?schema=north&sslmode=verify-full',
    'log',
  );
  expect(address).toBe('postgres://lina:s%40lt@db.example:5433/desk?sslmode=verify-full');
});

it('can be shown without the password', () => {
  const { shown } = readPostgresUrl('postgres://lina:secret@db.example:5433/desk?password=secret', 'log');
  expect(shown).toBe('postgres://db.example:5433/desk');
});

it.each([
  'mysql://lina:secret@db.example/desk',
  'postgres://lina:secret@:99999/desk',
  'secret',
  'postgres://db/desk?schema=Secret"',
])('refuses "%s" without repeating what was given', (url) => {
  const fault = (() => {
    try {
      return readPostgresUrl(url, 'log');
    } catch (thrown) {
      return thrown;
    }
  })() as PostgresUrlInvalid;
  expect(fault).toBeInstanceOf(PostgresUrlInvalid);
  expect(`${fault.stack} ${JSON.stringify(fault)}`.toLowerCase()).not.toContain('secret');
});
