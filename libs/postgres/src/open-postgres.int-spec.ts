import { Postgres, PostgresUnreachable, mayPass, sqlStateOf, statement, wroteNothing } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';

const postgres = await postgresUnderTest();
const one = statement('SELECT 1');

postgres.describe('a store in PostgreSQL', () => {
  let store: Postgres;
  beforeEach(() => {
    store = new Postgres(postgres.freshUrl(), { store: 'log', connections: 2, statementMs: 2_000 });
  });
  afterEach(() => store.close());

  const valueOf = async (text: string, values: readonly unknown[] = []) =>
    (await store.run<[unknown]>(statement(text), values))[0]?.[0];

  it('works in a schema of its own', async () => {
    expect(await valueOf('SHOW search_path')).toBe(store.schema);
    expect(store.schema).toMatch(/^desk_\d+_log$/);
  });

  it('gives large whole numbers as bigint, and the rest as it is', async () => {
    const [row] = await store.run(statement("SELECT 9007199254740993::int8, 7, 'x', '\\x0102'::bytea"));
    expect(row).toEqual([9007199254740993n, 7, 'x', Buffer.of(1, 2)]);
  });

  it('opens no more connections than it may, and lets the others wait', async () => {
    const pids = await Promise.all(Array.from({ length: 10 }, () => valueOf('SELECT pg_backend_pid()')));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });

  it('keeps all of a transaction or nothing', async () => {
    await store.with((connection) => connection.query(`CREATE SCHEMA ${store.schema}; CREATE TABLE notes (note text)`));
    const write = (then: () => void) =>
      store.inTransaction(async (connection) => {
        await connection.query("INSERT INTO notes VALUES ('kept')");
        then();
      });
    const refuse = () => {
      throw new Error('on second thoughts');
    };
    await expect(write(refuse)).rejects.toThrow('on second thoughts');
    expect(await valueOf('SELECT count(*) FROM notes')).toBe(0n);
    await write(() => undefined);
    expect(await valueOf('SELECT count(*) FROM notes')).toBe(1n);
  });

  it('gives up a statement that takes too long: nothing was written, and it may be tried again', async () => {
    const fault = await valueOf('SELECT pg_sleep(60)').catch((thrown: unknown) => thrown);
    expect([sqlStateOf(fault), mayPass(fault), wroteNothing(fault)]).toEqual(['57014', true, true]);
    expect(await store.run(one)).toEqual([[1]]);
  });

  it('says of a connection cut in the middle of a statement that its outcome is not known', async () => {
    const fault = await valueOf('SELECT pg_terminate_backend(pg_backend_pid())').catch((thrown: unknown) => thrown);
    expect([mayPass(fault), wroteNothing(fault)]).toEqual([true, false]);
    expect(await store.run(one)).toEqual([[1]]);
  });

  it('takes a fault in the statement itself for final', async () => {
    const fault = await valueOf('SELECT nothing_of_the_kind').catch((thrown: unknown) => thrown);
    expect([sqlStateOf(fault), mayPass(fault), wroteNothing(fault)]).toEqual(['42703', false, true]);
  });

  it('leaves the settings an operator put into the address', async () => {
    const url = new URL(postgres.freshUrl());
    url.searchParams.set('options', '-c work_mem=5MB');
    url.searchParams.set('application_name', 'night shift');
    const other = new Postgres(url.href, { store: 'log', connections: 1, session: { enable_seqscan: 'off' } });
    const settings = ['work_mem', 'application_name', 'enable_seqscan', 'search_path'];
    const shown = await Promise.all(settings.map((name) => other.run(statement(`SHOW ${name}`))));
    expect(shown.flat(2)).toEqual(['5MB', 'night shift', 'off', other.schema]);
    await other.close();
  });

  it('is unreachable by name where no server answers, and never tells the password', async () => {
    const url = new URL(postgres.url);
    url.port = '1';
    const nowhere = new Postgres(url.href, { store: 'log', connections: 1 });
    const fault = (await nowhere.run(one).catch((thrown: unknown) => thrown)) as PostgresUnreachable;
    expect(fault).toBeInstanceOf(PostgresUnreachable);
    expect(fault.message).toContain(`${url.hostname}:1`);
    expect(`${fault.message} ${String(fault.cause)} ${JSON.stringify(fault)}`).not.toContain(url.password);
    await nowhere.close();
  });
});
