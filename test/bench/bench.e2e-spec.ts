import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kafkaUnderTest } from '#messaging/testing';
import { postgresUnderTest } from '#postgres/testing';
import { seedOfRun } from '../faults/chance.js';

const run = promisify(execFile);
const { url: POSTGRES_URL } = await postgresUnderTest();
const { brokers: KAFKA_BROKERS } = await kafkaUnderTest();

/** Every figure of the table: each run tries every third of them, another third each time; `FAULTS_SEED` says which. */
const figures = [
  ...['door-single', 'door-batch', 'chat', 'mail', 'rebuild', 'queue', 'feed', 'pages', 'commands', 'sse'],
  ...['beside', 'kpi', 'long-file', 'disk', 'pg-append', 'pg-project', 'pg-visible', 'relay', 'kafka-catch-up'],
];
const seed = seedOfRun();
const tried = figures.filter((_, place) => place % 3 === seed % 3);

// Speed is for a quiet machine; here the programs only have to work, on the services that all suites of a run share.
it(`measures figures of the table, the product and the raw program of each: ${tried.join(', ')}`, async () => {
  const { stdout } = await run(process.execPath, ['dist/test/bench/bench.js', '--quick', ...tried], {
    env: { ...process.env, POSTGRES_URL, KAFKA_BROKERS },
    timeout: 280_000,
  });
  const names = stdout.trim().split('\n').map((line) => line.split(' ')[0]); // prettier-ignore
  expect(names).toEqual(tried);
  expect(stdout).not.toContain('NaN');
}, 290_000);

it('knows no other figure', async () => {
  const refused = run(process.execPath, ['dist/test/bench/bench.js', 'no-such-figure']);
  await expect(refused).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(figures.join('|')) as string,
  });
});
