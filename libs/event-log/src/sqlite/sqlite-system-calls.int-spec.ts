import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifyLog } from '../verify.js';
import { SqliteLogReader } from './sqlite-log-reader.js';

const run = promisify(execFile);
const appendSome = new URL('../../testing/elsewhere/append-some.js', import.meta.url).pathname;
const canTrace = spawnSync('strace', ['--version']).status === 0;

(canTrace ? describe : describe.skip)('what the log asks of the disk (needs strace)', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-strace-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs the appends of `callers` times `turns` under strace; answers its log and what the process printed. */
  async function traced(callers: number, turns: number, options: readonly string[]) {
    const [log, calls] = [join(folder, 'log.db'), join(folder, 'calls')];
    const strace = ['-f', '-o', calls, ...options, process.execPath];
    const { stdout } = await run('strace', [...strace, appendSome, log, String(callers), String(turns)]);
    return { log, stdout, calls: (await readFile(calls, 'utf8')).split('\n') };
  }

  const flushes = ['-e', 'trace=fsync,fdatasync'];
  const count = (calls: readonly string[]) => calls.filter((call) => /fsync|fdatasync/.test(call)).length;

  it('flushes once for all who append at the same time, not once for each', async () => {
    const alone = count((await traced(1, 10, flushes)).calls);
    await rm(join(folder, 'log.db'));
    const together = count((await traced(50, 10, flushes)).calls);
    expect(together).toBe(alone);
  });

  it('flushes every commit before it is acknowledged', async () => {
    const few = count((await traced(1, 10, flushes)).calls);
    await rm(join(folder, 'log.db'));
    const many = count((await traced(1, 30, flushes)).calls);
    expect(many - few).toBe(20);
  });

  it('says that the disk is full, keeps nothing half, and goes on when there is space again', async () => {
    const full = ['-e', 'trace=pwrite64', '-e', 'inject=pwrite64:error=ENOSPC:when=40..80'];
    const { log, stdout } = await traced(5, 20, full);
    expect(stdout).toContain('LOG.FULL');
    expect(new Set(stdout.trim().split('\n'))).toEqual(new Set(['LOG.FULL']));

    const reader = new SqliteLogReader(log);
    expect(await reader.readAll(0n, 1000)).toHaveLength(100);
    expect(await verifyLog(reader)).toEqual([]);
    await reader.close();
  });
});
