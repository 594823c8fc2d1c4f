import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresUnderTest } from '#postgres/testing';

const postgres = await postgresUnderTest();
const starter = new URL('./start-postgres.js', import.meta.url).href;
const startAndStay = `
  const { startPostgres } = await import('${starter}');
  console.log((await startPostgres()).url);
  setInterval(() => undefined, 1000);`;

async function answers(url: string, asked: string): Promise<string> {
  const client = new Client({ connectionString: url });
  // A server that goes while it is asked says so twice.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(`SHOW ${asked}`);
  await client.end();
  return rows[0]?.[asked] ?? '';
}

postgres.describe('a server that is started for tests', () => {
  it('goes when whoever started it is killed, and writes durably until then', async () => {
    const killed = spawn(process.execPath, ['--input-type=module', '--eval', startAndStay]);
    const [url] = (await once(createInterface(killed.stdout), 'line')) as [string];
    expect(await answers(url, 'fsync')).toBe('on');
    killed.kill('SIGKILL');
    while (await answers(url, 'fsync').catch(() => false)) await pause(50);
  });
});
