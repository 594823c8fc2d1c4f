import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { on } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { LogInUse, LogOutcomeUnknown, LogSchemaUnknown, LogUnavailable, NotALog, newStream } from '#event-log';
import type { EventLog, StreamTip } from '#event-log';
import { CommitNews, openSqlite } from '#sqlite';
import { describeEventLog, draft } from '#event-log/testing';
import { SqliteEventLog } from './sqlite-event-log.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

const lina = 'customer-lina';
const followUntil = new URL('../../testing/elsewhere/follow-until.js', import.meta.url);

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-log-'));
  path = join(folder, 'log.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** Appends through a branch of the log that holds the file, and closes with it. */
class BesideItsOwner extends SqliteEventLog {
  constructor(private readonly owner: SqliteEventLog) {
    super(path, owner.branch?.());
  }

  override async close(): Promise<void> {
    await super.close();
    await this.owner.close();
  }
}

describeEventLog('sqlite', async () => new SqliteEventLog(path));
describeEventLog('sqlite, beside the one who holds the file', async () => new BesideItsOwner(new SqliteEventLog(path)));

async function write(log: EventLog, expected: StreamTip, count: number): Promise<StreamTip> {
  const events = Array.from({ length: count }, () => draft());
  return (await log.append({ stream: lina, expected, events })).tip;
}

describe('a log file opened again', () => {
  it('holds all that was in it, and goes on from there', async () => {
    const first = new SqliteEventLog(path);
    const tip = await write(first, newStream, 5);
    const history = await first.readAll(0n, 100);
    await first.close();

    const second = new SqliteEventLog(path);
    expect(await second.readAll(0n, 100)).toEqual(history);
    await write(second, tip, 2);
    expect((await second.readStream(lina, 5, 10)).map(({ position, version }) => [position, version])).toEqual([
      [6n, 6],
      [7n, 7],
    ]);
    await second.close();
  });

  it('still turns away who missed an event, and knows a repeat', async () => {
    const append = { stream: lina, expected: newStream, events: [draft()] };
    const first = new SqliteEventLog(path);
    const outcome = await first.append(append);
    await first.close();

    const second = new SqliteEventLog(path);
    expect(await second.append(append)).toEqual({ ...outcome, repeated: true });
    await expect(write(second, newStream, 1)).rejects.toMatchObject({ actual: outcome.tip });
    await second.close();
  });

  it('holds what was handed in before it was closed', async () => {
    const log = new SqliteEventLog(path);
    const written = Promise.all(
      Array.from({ length: 500 }, (_, customer) =>
        log.append({ stream: `customer-${customer}`, expected: newStream, events: [draft()] }),
      ),
    );
    await Promise.all([log.close(), written]);
    const reader = new SqliteLogReader(path);
    expect((await reader.head()).position).toBe(500n);
    await reader.close();
  });
});

describe('who may open a log file', () => {
  it('is one writer at a time', async () => {
    const first = new SqliteEventLog(path);
    expect(() => new SqliteEventLog(path)).toThrow(LogInUse);
    await first.close();
    await new SqliteEventLog(path).close();
  });

  it('is any number of readers, beside the writer or without one', async () => {
    const log = new SqliteEventLog(path);
    await write(log, newStream, 3);
    const readers = [new SqliteLogReader(path), new SqliteLogReader(path)];
    await log.close();
    for (const reader of readers) {
      expect((await reader.head()).position).toBe(3n);
      await reader.close();
    }
  });

  it('is nobody to read where there is no log', () => {
    expect(() => new SqliteLogReader(path)).toThrow(LogUnavailable);
  });

  it('is nobody whose code is older than the file', () => {
    const newer = openSqlite(path, { synchronous: 'FULL' });
    newer.exec('PRAGMA user_version = 99; PRAGMA application_id = 0x53494a4c; CREATE TABLE events (future TEXT)');
    newer.close();
    expect(() => new SqliteEventLog(path)).toThrow(new LogSchemaUnknown(99, 1));
    expect(() => new SqliteLogReader(path)).toThrow(new LogSchemaUnknown(99, 1));
  });

  it('is nobody who means another file, which is left as it was', async () => {
    const notes = openSqlite(path, { synchronous: 'FULL' });
    notes.exec('CREATE TABLE notes (text TEXT)');
    notes.close();
    expect(() => new SqliteEventLog(path)).toThrow(NotALog);

    const letter = join(folder, 'letter.txt');
    await writeFile(letter, 'Dear Lina, '.repeat(1000));
    expect(() => new SqliteEventLog(letter)).toThrow(NotALog);
    expect(await readFile(letter, 'utf8')).toBe('Dear Lina, '.repeat(1000));
  });

  it('may try again after a refusal', async () => {
    await writeFile(path, 'Dear Lina, '.repeat(1000));
    expect(() => new SqliteEventLog(path)).toThrow(NotALog);
    await rm(path);
    await new SqliteEventLog(path).close();
  });
});

describe('a reader elsewhere', () => {
  let hear: () => void;

  it('is woken by each commit of this process, and need not look by itself', async () => {
    const log = new SqliteEventLog(path);
    const heard = new Promise<void>((resolve) => (hear = resolve));
    const news = new CommitNews(path, () => hear());
    news.listen();
    await write(log, newStream, 1);
    await expect(heard).resolves.toBeUndefined();
    news.leave();
    await log.close();
  });

  it('is told how many appends shared each commit, by whatever line they came', async () => {
    const log = new SqliteEventLog(path);
    const beside = new SqliteEventLog(path, log.branch?.());
    await write(beside, await write(log, newStream, 1), 2);
    await expect(write(log, newStream, 1)).rejects.toMatchObject({ code: 'LOG.WRONG_EXPECTED_VERSION' });
    expect(log.groupSizes?.()).toMatchObject({ total: 2 });
    expect(log.groupSizes?.().groups.find(([upTo]) => upTo === 1)).toEqual([1, 2]);
    expect(beside.groupSizes).toBeUndefined();
    await beside.close();
    await log.close();
  });

  it('may append too, through a branch of the one writer: both see one order', async () => {
    const log = new SqliteEventLog(path);
    const beside = new SqliteEventLog(path, log.branch?.());
    const tip = await write(log, newStream, 1);
    await write(beside, tip, 2);
    const [one, other] = await Promise.all([log.readAll(0n, 10), beside.readAll(0n, 10)]);
    expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    expect(one).toHaveLength(3);
    await beside.close();
    await log.close();
  });

  it('learns that the log it branched off has closed', async () => {
    const log = new SqliteEventLog(path);
    const beside = new SqliteEventLog(path, log.branch?.());
    const tip = await write(log, newStream, 1);
    await log.close();
    // Handed in before the news came, its outcome is not known; from then on nothing is even handed in.
    const first = await write(beside, tip, 1).catch((fault: unknown) => fault);
    expect([LogUnavailable, LogOutcomeUnknown]).toContain((first as Error).constructor);
    await expect(write(beside, tip, 1)).rejects.toThrow(LogUnavailable);
    await beside.close();
  });

  /** Appends once the follower has seen the first event; answers what it says at the end. */
  async function followed(words: AsyncIterable<string>, log: EventLog, tip: StreamTip): Promise<string | undefined> {
    let last: string | undefined;
    for await (last of words) if (last === 'following') await write(log, tip, 9);
    return last;
  }

  const allTen = '1 2 3 4 5 6 7 8 9 10';

  it('in another thread sees what is appended, as it is appended', async () => {
    const log = new SqliteEventLog(path);
    const tip = await write(log, newStream, 1);
    const thread = new Worker(followUntil, { workerData: { path, count: 10 } });
    expect(await followed(wordsOf(thread), log, tip)).toBe(allTen);
    await log.close();
  });

  it('in another process sees what is appended, as it is appended', async () => {
    const log = new SqliteEventLog(path);
    const tip = await write(log, newStream, 1);
    const child = spawn(process.execPath, [followUntil.pathname, path, '10'], { stdio: ['ignore', 'pipe', 'inherit'] });
    expect(await followed(createInterface(child.stdout), log, tip)).toBe(allTen);
    await log.close();
  });
});

async function* wordsOf(thread: Worker): AsyncGenerator<string> {
  for await (const [word] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[string]>) yield word;
}
