import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { newStream } from '#event-log';
import type { RecordedEvent } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { draft } from '#event-log/testing';
import { eventStoresUnderTest } from '../../testing/esdb-wire/event-stores-under-test.js';
import { verifyLog } from '../verify.js';
import { EventStoreDbEventLog } from './eventstoredb-event-log.js';

const elsewhere = (name: string) => new URL(`../../testing/elsewhere/${name}.js`, import.meta.url).pathname;

for (const server of eventStoresUnderTest()) {
  server.describe('a log in EventStoreDB written by processes', () => {
    /** Kills the process once it has acknowledged `count` appends; answers all that it had acknowledged by then. */
    async function killAfter(url: string, round: number, count: number): Promise<readonly string[]> {
      const args = [elsewhere('append-for-ever'), url, `r${round}`];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const acknowledged: string[] = [];
      for await (const line of createInterface(child.stdout)) {
        if (acknowledged.push(line) === count) child.kill('SIGKILL');
      }
      return acknowledged;
    }

    it(`holds every acknowledged append, once and whole, though they are killed ${server.crashes} times in mid-append`, async () => {
      const url = server.freshUrl();
      const expected = new Map<string, number>();
      for (let round = 0; round < server.crashes; round += 1) {
        for (const line of await killAfter(url, round, 1 + ((round * 7) % 23))) {
          const [stream = '', version = ''] = line.split(' ');
          expected.set(stream, Number(version));
        }
      }
      const log = await openEventLogReader(url);
      for (const [stream, acknowledged] of expected) {
        const versions = (await log.readStream(stream, 0, 10_000)).map(({ version }) => version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
        expect(versions.length).toBeGreaterThanOrEqual(acknowledged);
        expect(versions.length % 3).toBe(0);
      }
      expect(expected.size).toBeGreaterThanOrEqual(server.crashes);
      expect(await verifyLog(log)).toEqual([]);
      await log.close();
    }, 600_000);

    it('loses nothing to a race: three processes of 8 writers each on eight files, followed by a fourth', async () => {
      const url = server.freshUrl();
      const log = await EventStoreDbEventLog.open(url);
      const followed = (async () => {
        const seen: RecordedEvent[] = [];
        for await (const batch of log.follow(0n, 50, new AbortController().signal)) {
          seen.push(...batch);
          if (seen.length >= 48) break;
        }
        return seen;
      })();
      const processes = [0, 1, 2].map((process) =>
        promisify(execFile)(globalThis.process.execPath, [elsewhere('race-for-files'), url, String(process), '8', '2']),
      );
      const taken = (await Promise.all(processes)).flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
      const events = await followed;
      expect(events.map(({ id }) => id).sort()).toEqual(taken.sort());
      expect(events).toEqual(await log.readAll(0n, 100));
      expect(await verifyLog(log)).toEqual([]);
      await log.close();
    }, 180_000);

    it('is gone on with where it was left, by another client and by a reader beside it', async () => {
      const url = server.freshUrl();
      const first = await EventStoreDbEventLog.open(url);
      const { tip } = await first.append({ stream: 'customer-lina', expected: newStream, events: [draft(), draft()] });
      await first.close();
      const again = await EventStoreDbEventLog.open(url);
      await again.append({ stream: 'customer-lina', expected: tip, events: [draft()] });
      const reader = await openEventLogReader(url);
      expect((await reader.readAll(0n, 10)).map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(await reader.head()).toEqual(await again.head());
      await Promise.all([again.close(), reader.close()]);
    });
  });
}
