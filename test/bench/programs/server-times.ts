import { Client } from 'pg';
import { processTimes } from './process-times.js';

/**
 * Processor time, in microseconds, of all that serves a database on this machine’s server: the processes of its clients
 * that are connected now. Zero where the server is elsewhere.
 */
export async function serverTime(url: string): Promise<number> {
  const client = new Client({ connectionString: withoutSchema(url) });
  await client.connect();
  const others = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const { rows } = await client.query<{ pid: number }>(others);
  await client.end();
  const times = await Promise.all(rows.map(({ pid }) => processTimes(pid)));
  return times.reduce((sum, each) => sum + (each?.microseconds ?? 0), 0);
}

function withoutSchema(url: string): string {
  const address = new URL(url);
  address.searchParams.delete('schema');
  return address.href;
}

/** Work, how long it took, and what processor time it cost here and on the server. */
export async function timedWithServer(url: string, work: () => Promise<void>) {
  const [began, before, start] = [await serverTime(url), process.cpuUsage(), performance.now()];
  await work();
  const [seconds, { user, system }] = [(performance.now() - start) / 1000, process.cpuUsage(before)];
  return { seconds, client: user + system, server: (await serverTime(url)) - began };
}
