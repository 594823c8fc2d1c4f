import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Speed is for a quiet machine; here the programs only have to work.
it('measures every figure of the table, the product and the raw program of each', async () => {
  const { stdout } = await run(process.execPath, ['dist/test/bench/bench.js', '--quick'], { timeout: 280_000 });
  const names = stdout.trim().split('\n').map((line) => line.split(' ')[0]); // prettier-ignore
  expect(names).toEqual([
    'door-single',
    'door-batch',
    'chat',
    'mail',
    'rebuild',
    'queue',
    'feed',
    'pages',
    'commands',
    'sse',
    'beside',
    'kpi',
    'long-file',
    'disk',
    'pg-append',
    'pg-project',
    'pg-visible',
    'relay',
  ]);
  expect(stdout).not.toContain('NaN');
}, 290_000);
