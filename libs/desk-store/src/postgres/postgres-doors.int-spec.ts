import { Client } from 'pg';
import { readPostgresUrl } from '#postgres';
import { postgresUnderTest } from '#postgres/testing';
import { envelopeOf, numberedEnvelope } from '../../testing/index.js';
import { doorAt, expectAllThereOnce, runDoor } from '../../testing/killed-doors.js';
import type { Acknowledged } from '../../testing/killed-doors.js';
import { deskOn } from '../../testing/postgres-desks.js';
import { DeskBusy, DeskSchemaUnknown, DeskUnavailable } from '../index.js';
import { packEnvelope, valuesOf } from './envelope-pack.js';

const postgres = await postgresUnderTest();
const numbered = (count: number) => Array.from({ length: count }, (_, n) => numberedEnvelope(n));
const aDay = 24 * 60 * 60 * 1000;

/** Somebody who looks at the tables of a desk without being one. */
async function lookAt(url: string): Promise<Client> {
  const { address, schema } = readPostgresUrl(url, 'desk');
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(`SET search_path = ${schema}`);
  return client;
}

postgres.describe('doors of several servers on one inbound log', () => {
  it('have kept every envelope they acknowledged, once and whole, however often they are killed', async () => {
    const url = postgres.freshUrl();
    const said: readonly Acknowledged[] = [new Map(), new Map()];
    const runBoth = (first: number, count: number) =>
      Promise.all(said.map((acknowledged) => runDoor(doorAt(url, first), acknowledged, count)));
    await runBoth(0, 120);
    await runBoth(60, 90);
    const store = await deskOn(url);
    for (const acknowledged of said) await expectAllThereOnce(store.inbound, acknowledged);
    await store.close();
  });

  it('keep an envelope once that is handed to both, in whatever order', async () => {
    const url = postgres.freshUrl();
    const doors = await Promise.all([deskOn(url), deskOn(url)]);
    const receipts = await Promise.all([
      ...numbered(60).map((envelope) => doors[0].inbound.keep([envelope])),
      ...numbered(60)
        .toReversed()
        .map((envelope) => doors[1].inbound.keep([envelope])),
      doors[1].inbound.keep(numbered(60)),
    ]);
    expect(receipts.flat().filter(({ repeated }) => !repeated)).toHaveLength(60);
    expect(new Set(receipts.flat().map(({ position }) => position)).size).toBe(60);
    await Promise.all(doors.map((door) => door.close()));
  });

  it('give a place out only when nobody before it can still come, and none to what was rolled back', async () => {
    const url = postgres.freshUrl();
    const [store, slow, onlooker] = [await deskOn(url), await lookAt(url), await lookAt(url)];
    await slow.query('BEGIN');
    await slow.query('UPDATE inbound_head SET position = position + 1');
    let kept = false;
    const keeping = store.inbound.keep([envelopeOf('a')]).finally(() => (kept = true));
    while (!kept && (await waitingForLocks(onlooker)) === 0);
    expect([kept, await store.inbound.head('live')]).toEqual([false, 0n]);
    await slow.query('ROLLBACK');
    expect(await keeping).toMatchObject([{ position: 1n, repeated: false }]);
    await Promise.all([store.close(), slow.end(), onlooker.end()]);
  });

  it('wake the intake of another server at once', async () => {
    const url = postgres.freshUrl();
    const [intake, door] = [await deskOn(url, { lookEveryMs: aDay }), await deskOn(url)];
    let arrived = false;
    const waiting = intake.inbound.waitFor('live', 0n, AbortSignal.timeout(30_000)).then(() => (arrived = true));
    for (let n = 0; !arrived; n++) await Promise.race([waiting, door.inbound.keep([numberedEnvelope(n)])]);
    expect(await intake.inbound.head('live')).toBeGreaterThan(0n);
    await Promise.all([intake.close(), door.close()]);
  });

  it('are heard by the intake of another server though no news come through', async () => {
    const url = postgres.freshUrl();
    const [intake, silent] = [await deskOn(url, { lookEveryMs: 10 }), await lookAt(url)];
    const waiting = intake.inbound.waitFor('live', 0n, new AbortController().signal);
    const parameters = Array.from({ length: 10 }, (_, at) => `$${at + 1}`).join(', ');
    const values = [...valuesOf([packEnvelope(numberedEnvelope(1))])];
    await silent.query(`SELECT FROM keep_envelopes(${parameters})`, values);
    await expect(waiting).resolves.toBeUndefined();
    await Promise.all([intake.close(), silent.end()]);
  });

  it('tell how many envelopes shared a commit', async () => {
    const door = await deskOn(postgres.freshUrl());
    await door.inbound.keep(numbered(7));
    await Promise.all(numbered(2).map((envelope) => door.inbound.keep([envelope])));
    const { groups, total } = door.envelopeGroups();
    expect([groups.filter(([, count]) => count > 0), total]).toEqual([
      [
        [2, 1],
        [10, 1],
      ],
      9,
    ]);
    await door.close();
  });

  it('turn envelopes away while too many bytes wait, and keep none of them', async () => {
    const store = await deskOn(postgres.freshUrl(), { maxWaitingBytes: 4000 });
    const [first, second] = await Promise.allSettled([
      store.inbound.keep([envelopeOf('a'.repeat(3000))]),
      store.inbound.keep([envelopeOf('b'.repeat(3000))]),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(DeskBusy) as unknown });
    expect(await store.inbound.keep([envelopeOf('b'.repeat(3000))])).toMatchObject([{ position: 2n, repeated: false }]);
    await store.close();
  });

  it('write what waits when they close, and nothing afterwards', async () => {
    const store = await deskOn(postgres.freshUrl());
    const waiting = store.inbound.keep([envelopeOf('a')]);
    await Promise.all([store.close(), store.close()]);
    expect(await waiting).toMatchObject([{ position: 1n }]);
    await expect(store.inbound.keep([envelopeOf('b')])).rejects.toThrow(DeskUnavailable);
    await expect(store.inbound.head('live')).rejects.toThrow(DeskUnavailable);
  });

  it('stay shut to a schema that is newer than their code, and say which version it has', async () => {
    const url = postgres.freshUrl();
    await (await deskOn(url)).close();
    const later = await lookAt(url);
    await later.query('INSERT INTO migrations (version) VALUES (99)');
    await expect(deskOn(url)).rejects.toThrow(DeskSchemaUnknown);
    await expect(deskOn(url)).rejects.toThrow('version 99');
    await later.end();
  });
});

/** How many sessions wait for a lock in this database. */
async function waitingForLocks(client: Client): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(`
    SELECT count(*)::integer AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return rows[0]?.waiting ?? 0;
}
