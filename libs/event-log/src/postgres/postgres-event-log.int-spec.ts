import { LogDamaged, LogSchemaUnknown, LogUnavailable, NotALog, newStream } from '#event-log';
import type { StreamTip } from '#event-log';
import { openEventLog, openEventLogReader } from '#event-log/open';
import { describeEventLog, draft, expectLikeMemory } from '#event-log/testing';
import { Postgres } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { verifyLog } from '../verify.js';
import { PostgresEventLog } from './postgres-event-log.js';

const postgres = await postgresUnderTest();

postgres.describe('the log on PostgreSQL', () => {
  describeEventLog('postgres', () => PostgresEventLog.open(postgres.freshUrl()));

  it('does what the log in memory does, whatever the writers do', async () => {
    const log = await PostgresEventLog.open(postgres.freshUrl());
    await expectLikeMemory(log, 40);
    await log.close();
  });

  const lina = 'customer-lina';
  let url: string;
  let database: Postgres;
  beforeEach(() => {
    url = postgres.freshUrl();
    database = new Postgres(url, { store: 'log', connections: 1 });
  });
  afterEach(() => database.close());

  const sql = (text: string) => database.with((connection) => connection.query(text));

  async function write(expected: StreamTip, count: number): Promise<StreamTip> {
    const log = await openEventLog(url);
    const { tip } = await log.append({ stream: lina, expected, events: Array.from({ length: count }, () => draft()) });
    await log.close();
    return tip;
  }

  async function history() {
    const log = await openEventLogReader(url);
    const events = await log.readAll(0n, 1000);
    await log.close();
    return events;
  }

  describe('opened again', () => {
    it('holds all that was in it, and goes on from there', async () => {
      const tip = await write(newStream, 5);
      await write(tip, 2);
      expect((await history()).map(({ position, version }) => [position, version])).toEqual(
        [1, 2, 3, 4, 5, 6, 7].map((number) => [BigInt(number), number]),
      );
    });

    it('is no log for a reader before somebody has made it', async () => {
      await expect(openEventLogReader(url)).rejects.toThrow(LogUnavailable);
    });

    it('is refused by code that is older than it', async () => {
      await write(newStream, 1);
      await sql('INSERT INTO migrations (version) VALUES (99)');
      await expect(openEventLog(url)).rejects.toThrow(new LogSchemaUnknown(99, 1));
      await expect(openEventLogReader(url)).rejects.toThrow(new LogSchemaUnknown(99, 1));
    });

    it('is left alone where the schema holds something else', async () => {
      await sql(`CREATE SCHEMA ${database.schema}; CREATE TABLE events (party text)`);
      await expect(openEventLog(url)).rejects.toThrow(NotALog);
      expect((await sql('SELECT * FROM events')).rows).toEqual([]);
    });

    it('is unavailable by name where no server answers, and the password is not told', async () => {
      const nowhere = new URL(url);
      nowhere.port = '1';
      const refused = await openEventLog(nowhere.href).catch((fault: unknown) => fault);
      expect(refused).toBeInstanceOf(LogUnavailable);
      expect(String(refused)).toContain(nowhere.host);
      expect(String(refused)).not.toContain(nowhere.password);
    });
  });

  describe('damaged', () => {
    const findings = async () => {
      const log = await openEventLogReader(url);
      const found = await verifyLog(log);
      await log.close();
      return found;
    };

    it('names the event whose text somebody changed', async () => {
      await write(newStream, 3);
      await sql(`UPDATE events SET clear = '{"noteId":"changed"}' WHERE position = 2`);
      expect(await findings()).toMatchObject([{ kind: 'chain', position: 2n, event: { stream: lina, version: 2 } }]);
    });

    it('gives the events before one that cannot be read, then says which', async () => {
      await write(newStream, 3);
      await sql(`UPDATE events SET clear = '{"noteId"' WHERE position = 3`);
      const log = await openEventLogReader(url);
      expect(await log.readAll(0n, 10)).toHaveLength(2);
      await expect(log.readAll(2n, 10)).rejects.toThrow(LogDamaged);
      await log.close();
    });

    it('is found out where head row, streams and events contradict each other', async () => {
      await write(newStream, 3);
      await sql('DELETE FROM events WHERE position = 3');
      expect((await findings()).filter(({ kind }) => kind === 'storage').map(({ detail }) => detail)).toEqual([
        expect.stringContaining('the head row stands at position 3, the last event at 2'),
        expect.stringContaining('stream customer-lina is said to stand at version 3, its last event has 2'),
      ]);
    });
  });

  describe('moved', () => {
    it('goes on where it stood after its tables were copied, as a dump is put back', async () => {
      const tip = await write(newStream, 4);
      const original = database.schema;
      const events = await history();
      url = postgres.freshUrl();
      await (await openEventLog(url)).close();
      await database.close();
      database = new Postgres(url, { store: 'log', connections: 1 });
      await sql('TRUNCATE head');
      for (const table of ['events', 'streams', 'head']) {
        await sql(`INSERT INTO ${table} SELECT * FROM ${original}.${table}`);
      }
      expect(await history()).toEqual(events);
      await write(tip, 1);
      expect((await history()).at(-1)).toMatchObject({ position: 5n, version: 5 });
    });

    it('can be cut into ranges of positions while it stands, as the manual says', async () => {
      const tip = await write(newStream, 4);
      const log = await openEventLog(url);
      expect(await log.readAll(0n, 10)).toHaveLength(4);
      await sql(`
        BEGIN;
        LOCK head;
        ALTER TABLE events RENAME TO events_to_1000;
        CREATE TABLE events (LIKE events_to_1000 INCLUDING ALL) PARTITION BY RANGE (position);
        ALTER TABLE events ATTACH PARTITION events_to_1000 FOR VALUES FROM (MINVALUE) TO (1001);
        CREATE TABLE events_to_2000 PARTITION OF events FOR VALUES FROM (1001) TO (2001);
        COMMIT`);
      const next = await log.append({ stream: lina, expected: tip, events: [draft()] });
      await write(await write(next.tip, 999), 1);
      expect((await sql('SELECT count(*)::int FROM events_to_2000')).rows).toEqual([{ count: 5 }]);
      expect((await history()).map(({ version }) => version)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
      expect(await verifyLog(log)).toEqual([]);
      await log.close();
    });
  });
});
