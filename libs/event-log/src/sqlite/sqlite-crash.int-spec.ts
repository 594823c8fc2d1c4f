import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newStream } from '#event-log';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { draft } from '#event-log/testing';
import { verifyLog } from '../verify.js';
import { SqliteEventLog } from './sqlite-event-log.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-crash-'));
  path = join(folder, 'log.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function historyOf(log: EventLogReader): Promise<readonly RecordedEvent[]> {
  return log.readAll(0n, 1_000_000);
}

describe('a process killed in the middle of appending', () => {
  const appendForEver = new URL('../../testing/elsewhere/append-for-ever.js', import.meta.url).pathname;

  /** Kills the process once it has acknowledged `count` appends; answers all that it had acknowledged by then. */
  async function killAfter(round: number, count: number): Promise<readonly string[]> {
    const child = spawn(process.execPath, [appendForEver, `sqlite:${path}`, `r${round}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      if (acknowledged.push(line) === count) child.kill('SIGKILL');
    }
    return acknowledged;
  }

  it('leaves every acknowledged append in the log, once and whole, forty times over', async () => {
    const expected = new Map<string, number>();
    for (let round = 0; round < 40; round += 1) {
      for (const line of await killAfter(round, 1 + ((round * 7) % 23))) {
        const [stream = '', version = ''] = line.split(' ');
        expected.set(stream, Number(version));
      }
    }

    const log = new SqliteLogReader(path);
    expect(expected.size).toBeGreaterThanOrEqual(40);
    for (const [stream, acknowledged] of expected) {
      const versions = (await log.readStream(stream, 0, 10_000)).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
      expect(versions.length).toBeGreaterThanOrEqual(acknowledged);
      expect(versions.length % 3).toBe(0);
    }
    expect(await verifyLog(log)).toEqual([]);
    await log.close();
  }, 120_000);

  it('lets the next one append at once', async () => {
    await killAfter(0, 3);
    const log = new SqliteEventLog(path);
    await log.append({ stream: 'customer-lina', expected: newStream, events: [draft()] });
    expect(await verifyLog(log)).toEqual([]);
    await log.close();
  });
});

describe('a write-ahead log that was cut off', () => {
  it('leaves the beginning of history, wherever the cut is', async () => {
    const log = new SqliteEventLog(path);
    let tip = newStream;
    for (let turn = 0; turn < 30; turn += 1) {
      ({ tip } = await log.append({ stream: 'customer-lina', expected: tip, events: [draft(), draft()] }));
    }
    const whole = await historyOf(log);
    const { size } = await stat(`${path}-wal`);

    const lengths: number[] = [];
    for (let cut = 0; cut <= 20; cut += 1) {
      const copy = join(folder, `cut-${cut}.db`);
      await copyFile(path, copy);
      await copyFile(`${path}-wal`, `${copy}-wal`);
      await truncate(`${copy}-wal`, Math.floor((size * cut) / 20));
      lengths.push(await expectBeginning(copy, whole));
    }
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    expect(lengths.at(-1)).toBe(60);
    await log.close();
  });

  /** The copy holds whole appends from the first on; answers how many events. */
  async function expectBeginning(copy: string, whole: readonly RecordedEvent[]): Promise<number> {
    const log = new SqliteEventLog(copy);
    const history = await historyOf(log);
    expect(history).toEqual(whole.slice(0, history.length));
    expect(history.length % 2).toBe(0);
    expect(await verifyLog(log)).toEqual([]);
    await log.close();
    return history.length;
  }
});
