import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { postgresUnderTest, startPostgres } from '#postgres/testing';
import { numberedEnvelope } from '../../testing/index.js';
import { expectAllThereOnce } from '../../testing/killed-doors.js';
import type { Acknowledged } from '../../testing/killed-doors.js';
import { deskOn } from '../../testing/postgres-desks.js';
import { DeskFull, DeskUnavailable, LeaseLost } from '../index.js';
import { deskErrorOf } from './desk-database.js';
import type { PostgresDeskStore } from './postgres-desk-store.js';

const postgres = await postgresUnderTest();
const count = 80;

/** Keeps envelopes one after another as a connector does: what was not acknowledged is sent again. Answers what was refused. */
async function keepAll({ inbound }: PostgresDeskStore, acknowledged: Acknowledged): Promise<unknown[]> {
  const refused: unknown[] = [];
  for (let n = 0; n < count;) {
    try {
      const [receipt] = await inbound.keep([numberedEnvelope(n)]);
      acknowledged.set(n, receipt?.position ?? 0n);
      n++;
    } catch (fault) {
      refused.push(fault);
      await pause(20);
    }
  }
  return refused;
}

async function asAdministrator(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

postgres.describe('a desk store whose server fails', () => {
  it('keeps all it acknowledged once, though its connections are cut again and again', async () => {
    const [store, administrator] = [await deskOn(postgres.freshUrl()), await asAdministrator(postgres.url)];
    const acknowledged: Acknowledged = new Map();
    let done = false;
    const keeping = keepAll(store, acknowledged).finally(() => (done = true));
    while (!done) {
      const before = acknowledged.size;
      while (!done && acknowledged.size < before + 16) await pause(5);
      await administrator.query(`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'sijil desk'`);
    }
    for (const fault of await keeping) expect(fault).toBeInstanceOf(DeskUnavailable);
    await expectAllThereOnce(store.inbound, acknowledged);
    await Promise.all([store.close(), administrator.end()]);
  });

  it('goes on when the server comes back from a crash, with all that was acknowledged, once', async () => {
    const server = await startPostgres();
    const [store, administrator] = [await deskOn(server.url), await asAdministrator(server.url)];
    const acknowledged: Acknowledged = new Map();
    const keeping = keepAll(store, acknowledged);
    while (acknowledged.size < 30) await pause(5);
    // The death of one of its processes makes PostgreSQL throw its memory away, and recover from the disk.
    const { rows } = await administrator.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'`); // prettier-ignore
    process.kill(rows[0]?.pid ?? NaN, 'SIGKILL');
    for (const fault of await keeping) expect(fault).toBeInstanceOf(DeskUnavailable);
    await expectAllThereOnce(store.inbound, acknowledged);
    await store.close();
    await server.stop();
  });

  it('says that it cannot be reached, and never the password it would have used', async () => {
    const opening = deskOn('postgres://sijil:open-sesame@127.0.0.1:1/desk');
    const fault: unknown = await opening.catch((why: unknown) => why);
    expect(fault).toBeInstanceOf(DeskUnavailable);
    expect(JSON.stringify([String(fault), fault, (fault as Error).cause])).not.toContain('open-sesame');
  });

  it('names what the server says in words of the port', () => {
    const said = (code: string, message = '') =>
      deskErrorOf(Object.assign(new DatabaseError(message, 0, 'error'), { code }));
    expect(said('53100')).toBeInstanceOf(DeskFull);
    expect(said('DL001', 'outbox')).toEqual(new LeaseLost('outbox'));
    expect(said('57P01')).toBeInstanceOf(DeskUnavailable);
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(deskErrorOf(broken)).toBeInstanceOf(DeskUnavailable);
  });
});
