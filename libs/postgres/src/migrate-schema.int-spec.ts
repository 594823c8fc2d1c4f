import { Postgres, migrateSchema, schemaVersion, statement } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';

class Unknown extends Error {
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`found ${found}, known ${known}`);
  }
}
const unknown = (found: number, known: number) => new Unknown(found, known);
const first = 'CREATE TABLE notes (text TEXT)';
const second = 'ALTER TABLE notes ADD COLUMN author TEXT';

const postgres = await postgresUnderTest();

postgres.describe('the schema of a store in PostgreSQL', () => {
  let url: string;
  let store: Postgres;
  beforeEach(() => {
    url = postgres.freshUrl();
    store = new Postgres(url, { store: 'log', connections: 2 });
  });
  afterEach(() => store.close());

  it('is made where there is none, and led through every version', async () => {
    expect(await schemaVersion(store)).toBe(0);
    await migrateSchema(store, [first, second], unknown);
    expect(await schemaVersion(store)).toBe(2);
    expect(await store.run(statement('SELECT text, author FROM notes'))).toEqual([]);
  });

  it('keeps what is in it when it is led further', async () => {
    await migrateSchema(store, [first], unknown);
    await store.run(statement("INSERT INTO notes VALUES ('kept')"));
    await migrateSchema(store, [first, second], unknown);
    expect(await store.run(statement('SELECT * FROM notes'))).toEqual([['kept', null]]);
  });

  it('is refused when it is newer than this code', async () => {
    await migrateSchema(store, [first, second], unknown);
    await expect(migrateSchema(store, [first], unknown)).rejects.toThrow(new Unknown(2, 1));
    expect(await schemaVersion(store)).toBe(2);
  });

  it('stays as it was when a migration fails', async () => {
    await migrateSchema(store, [first], unknown);
    const broken = `INSERT INTO notes VALUES ('half'); ${first}`;
    await expect(migrateSchema(store, [first, broken], unknown)).rejects.toThrow('already exists');
    expect(await schemaVersion(store)).toBe(1);
    expect(await store.run(statement('SELECT * FROM notes'))).toEqual([]);
  });

  it('is migrated once, however many servers start at the same time', async () => {
    const servers = Array.from({ length: 4 }, () => new Postgres(url, { store: 'log', connections: 1 }));
    await Promise.all(servers.map((server) => migrateSchema(server, [first, second], unknown)));
    expect(await schemaVersion(store)).toBe(2);
    await Promise.all(servers.map((server) => server.close()));
  });

  it('is one for each store and each desk of a database', async () => {
    const others = [
      new Postgres(url, { store: 'desk', connections: 1 }),
      new Postgres(postgres.freshUrl(), { store: 'log', connections: 1 }),
    ];
    for (const each of [store, ...others]) await migrateSchema(each, [first], unknown);
    await store.run(statement("INSERT INTO notes VALUES ('mine')"));
    for (const other of others) {
      expect(await other.run(statement('SELECT * FROM notes'))).toEqual([]);
      await other.close();
    }
  });
});
