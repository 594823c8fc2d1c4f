import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newStream } from '#event-log';
import type { Append, EventLog, RecordedEvent, StreamTip } from '#event-log';
import { draft } from '#event-log/testing';
import { Postgres, PostgresNews, rowsOf, statement } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { verifyLog } from '../verify.js';
import { appendEvents, packAppend, parametersOf } from './append-call.js';
import { appendEvents as appendFunction } from './append-function.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { PostgresLogReader } from './postgres-log-reader.js';

const postgres = await postgresUnderTest();
const race = new URL('../../testing/elsewhere/race-for-files.js', import.meta.url).pathname;

postgres.describe('several who write to one log on PostgreSQL', () => {
  let url: string;
  let log: PostgresEventLog;
  let beside: Postgres;
  beforeEach(async () => {
    url = postgres.freshUrl();
    log = await PostgresEventLog.open(url);
    beside = new Postgres(url, { store: 'log', connections: 2 });
  });
  afterEach(() => Promise.all([log.close(), beside.close()]));

  /** Follows until `count` events have come, by a reader of its own. */
  async function follow(count: number): Promise<readonly RecordedEvent[]> {
    const reader = await PostgresLogReader.open(url);
    const seen: RecordedEvent[] = [];
    for await (const batch of reader.follow(0n, 50, new AbortController().signal)) {
      seen.push(...batch);
      if (seen.length >= count) break;
    }
    await reader.close();
    return seen;
  }

  const positionsOf = (events: readonly RecordedEvent[]) => events.map(({ position }) => Number(position));
  const countTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('lose nothing and leave no gap, four processes of 16 writers each on eight files', async () => {
    const followed = follow(4 * 16 * 3);
    const processes = [0, 1, 2, 3].map((process) =>
      promisify(execFile)(globalThis.process.execPath, [race, url, String(process), '16', '3']),
    );
    const taken = (await Promise.all(processes)).flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
    const events = await followed;
    expect(positionsOf(events)).toEqual(countTo(192));
    expect(events.map(({ id }) => id).sort()).toEqual(taken.sort());
    expect(await verifyLog(log)).toEqual([]);
    expect(await log.examine()).toEqual([]);
  });

  /** A writer whose transaction stays open until it is told how to end. */
  async function slowly(append: Append, end: Promise<'COMMIT' | 'ROLLBACK'>): Promise<void> {
    await beside.with(async (connection) => {
      await connection.query('BEGIN');
      await rowsOf(connection, appendEvents, parametersOf([packAppend(append)]));
      await connection.query(await end);
    });
  }

  it('are seen once each and in order by who follows, be they slow, fast or rolled back', async () => {
    const followed = follow(60);
    const fast = Promise.all(
      countTo(10).map(async (file) => {
        let tip = newStream;
        for (let turn = 0; turn < 5; turn += 1) tip = await write(log, `customer-fast-${file}`, tip);
      }),
    );
    for (const turn of countTo(20)) {
      const append = { stream: `customer-slow-${turn}`, expected: newStream, events: [draft()] };
      await slowly(append, pause(turn % 5, turn % 2 === 0 ? 'COMMIT' : 'ROLLBACK'));
    }
    await fast;
    const events = await followed;
    expect(positionsOf(events)).toEqual(countTo(60));
    expect(events.filter(({ stream }) => stream.includes('slow'))).toHaveLength(10);
    expect(await verifyLog(log)).toEqual([]);
  });

  it('hide nothing from a checkpoint: what is not committed holds back what comes behind it', async () => {
    let end = (_: 'COMMIT'): void => undefined;
    const ending = new Promise<'COMMIT'>((resolve) => (end = resolve));
    const slow = slowly({ stream: 'customer-slow', expected: newStream, events: [draft()] }, ending);
    await until(async () => (await locks()) > 0n);
    const fast = write(log, 'customer-fast', newStream);
    await until(async () => (await locks('NOT granted')) > 0n);
    expect((await log.head()).position).toBe(0n);
    end('COMMIT');
    await Promise.all([slow, fast]);
    expect((await log.readAll(0n, 10)).map(({ stream }) => stream)).toEqual(['customer-slow', 'customer-fast']);
  });

  it('write each event once, though their connections are cut again and again', async () => {
    const files = countTo(8);
    let writing = true;
    const cutting = (async () => {
      let cuts = 0n;
      for (let seen = -1n; writing; seen = (await log.head()).position) {
        await until(async () => !writing || (await log.head()).position > seen);
        cuts += (await beside.run<[bigint]>(cutAppends))[0]?.[0] ?? 0n;
      }
      return cuts;
    })();
    const written = await Promise.all(
      files.map(async (file) => {
        let tip = newStream;
        for (let turn = 0; turn < 40; turn += 1) tip = await write(log, `customer-${file}`, tip);
        return tip.version;
      }),
    );
    writing = false;
    expect(await cutting).toBeGreaterThan(0n);
    expect(written).toEqual(files.map(() => 40));
    expect(positionsOf(await log.readAll(0n, 1000))).toEqual(countTo(320));
    expect(await verifyLog(log)).toEqual([]);
  });

  it('wake whoever listens', async () => {
    let hear = (): void => undefined;
    const news = new PostgresNews(beside, beside.schema, () => hear());
    await new Promise<void>((resolve) => {
      hear = resolve;
      news.listen();
    });
    const heard = new Promise<void>((resolve) => (hear = resolve));
    await write(log, 'customer-lina', newStream);
    await heard;
    news.leave();
  });

  it('are seen by who follows though no news come through', async () => {
    const silent = appendFunction
      .replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')
      .replace(/PERFORM pg_notify.*/, '');
    await beside.run(statement(silent));
    const followed = follow(2);
    await write(log, 'customer-lina', await write(log, 'customer-lina', newStream));
    expect(positionsOf(await followed)).toEqual([1, 2]);
  });

  it('tell how many of their appends shared a commit', async () => {
    const first = (stream: string): Append => ({ stream, expected: newStream, events: [draft()] });
    const lina = first('customer-lina');
    await log.appendMany([lina, first('customer-omar')]);
    await log.appendMany([lina, first('customer-omar')]);
    await write(log, 'customer-huda', newStream);
    const { groups, total } = log.groupSizes();
    expect([groups.filter(([, count]) => count > 0), total]).toEqual([
      [
        [1, 1],
        [2, 1],
      ],
      3,
    ]);
  });

  /** Locks of transactions in this database: who appends holds one, who waits for it asks for one. */
  async function locks(granted = 'granted'): Promise<bigint> {
    const text = `
      SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE datname = current_database() AND locktype = 'transactionid' AND ${granted}`;
    return (await beside.run<[bigint]>(statement(text)))[0]?.[0] ?? 0n;
  }
});

const cutAppends = statement(`
  SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE '%append_events%' AND pid <> pg_backend_pid()`);

async function write(log: EventLog, stream: string, expected: StreamTip): Promise<StreamTip> {
  return (await log.append({ stream, expected, events: [draft()] })).tip;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(5);
}
