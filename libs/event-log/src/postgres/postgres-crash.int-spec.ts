import { newStream } from '#event-log';
import { draft } from '#event-log/testing';
import { Postgres, persevere, statement } from '#postgres';
import { postgresUnderTest, startPostgres } from '#postgres/testing';
import type { StartedPostgres } from '#postgres/testing';
import { verifyLog } from '../verify.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { PostgresLogReader } from './postgres-log-reader.js';

const crashes = 3;
const turns = 25;

const postgres = await postgresUnderTest();

postgres.describe('a PostgreSQL server that crashes while a log is written', () => {
  let server: StartedPostgres;
  // A server of its own: others would not be amused.
  beforeAll(async () => void (server = await startPostgres()));
  afterAll(() => server.stop());

  /** Kills a backend without a word: the server then throws all of them out and recovers from its write-ahead log. */
  async function crash(beside: Postgres): Promise<void> {
    const [row] = await persevere(
      () => beside.run<[number]>(statement('SELECT pg_backend_pid()')),
      60_000,
      () => false,
    );
    process.kill(row?.[0] ?? 0, 'SIGKILL');
  }

  it('keeps what was acknowledged, once and in order, and who writes or follows goes on by itself', async () => {
    const log = await PostgresEventLog.open(server.url);
    const reader = await PostgresLogReader.open(server.url);
    const beside = new Postgres(server.url, { store: 'log', connections: 1 });
    const files = [1, 2, 3, 4].map((file) => `customer-${file}`);
    const followed = (async () => {
      const positions: bigint[] = [];
      for await (const batch of reader.follow(0n, 10, new AbortController().signal)) {
        positions.push(...batch.map(({ position }) => position));
        if (positions.length >= files.length * turns) break;
      }
      return positions;
    })();
    const writing = Promise.all(
      files.map(async (stream) => {
        let expected = newStream;
        for (let turn = 0; turn < turns; turn += 1) {
          const append = { stream, expected, events: [draft()] };
          // As every caller does: what is not known to be written is appended again, with the same ids.
          expected = (
            await persevere(
              () => log.append(append),
              60_000,
              () => false,
            )
          ).tip;
        }
      }),
    );
    for (let crashed = 0; crashed < crashes; crashed += 1) {
      const after = BigInt(crashed * 25 + 5);
      for await (const batch of log.follow(after, 1, new AbortController().signal)) if (batch.length > 0) break;
      await crash(beside);
    }
    await writing;
    expect(await followed).toEqual(Array.from({ length: files.length * turns }, (_, at) => BigInt(at + 1)));
    expect(await verifyLog(log)).toEqual([]);
    await Promise.all([log.close(), reader.close(), beside.close()]);
  });
});
