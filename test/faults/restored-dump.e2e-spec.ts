import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { acceptRestore, startDesk } from '#apps/sijil';
import type { RestoreAnswer, RunningDesk } from '#apps/sijil';
import { openDeskStore } from '#desk-store/open';
import { openEventLog } from '#event-log/open';
import { postgresUnderTest } from '#postgres/testing';
import { openSealingKeys } from '#sealing/open';
import { readSettings } from '#settings';
import type { Settings } from '#settings';
import { PlainTables } from '../walk/plain-tables.js';
import { seedOfRun } from './chance.js';
import { Connector } from './connector.js';
import { Deliveries, nameOf } from './deliveries.js';
import { adminKey, DeskAddress } from './desk-process.js';
import { expectWhole, inOrder, marksIn } from './expect-whole.js';
import type { ReadDesk } from './expect-whole.js';
import { PlainDesk } from './plain-reader.js';
import { dumpSchema, restoreSchema } from './schema-dump.js';
import type { SchemaDump } from './schema-dump.js';
import { withFolder } from './with-folder.js';

const [before, after] = [await postgresUnderTest(), await postgresUnderTest()];

before.describe('a desk on PostgreSQL that is put back from dumps, taken store by store under load', () => {
  const seed = seedOfRun();
  const folder = withFolder();
  const deliveries = new Deliveries(seed);
  const [connector, again] = [new Connector(), new Connector()];
  const places: { readonly url: string; readonly settings: Settings }[] = [];
  const running: RunningDesk[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    for (const { url, freshUrl } of [before, after]) {
      places.push({ url: freshUrl(), settings: settingsOn(join(folder(), String(places.length))) });
      clients.push(new Client({ connectionString: url }));
      await clients.at(-1)?.connect();
    }
  });
  afterAll(async () => {
    await Promise.all(running.map((desk) => desk.stop()));
    await Promise.all(clients.map((client) => client.end()));
  });

  const settingsOn = (dataDir: string) => readSettings({ DATA_DIR: dataDir, PORT: '0', DESK_ID: 'dumped', ADMIN_KEY: adminKey, LOG_LEVEL: 'fatal', LEASE_SECONDS: '3' }); // prettier-ignore
  const settingsOf = (nth: 0 | 1): Settings => {
    const { url = '', settings } = places[nth] ?? { settings: settingsOn('') };
    return { ...settings, logUrl: url, deskUrl: url, keysUrl: url };
  };

  async function serve(nth: 0 | 1): Promise<DeskAddress> {
    const desk = await startDesk({ settings: settingsOf(nth) });
    running.push(desk);
    return new DeskAddress(desk.url);
  }

  const stop = async () => running.pop()?.stop();

  async function takes(desk: DeskAddress, count: number): Promise<void> {
    connector.handIn(...Array.from({ length: count }, () => deliveries.next()));
    while (connector.waiting > 0) await connector.push(desk);
  }

  /** Copies a store out while the door takes more. */
  async function dumped(desk: DeskAddress, store: string): Promise<SchemaDump> {
    const [dump] = await Promise.all([dumpSchema(clients[0] as Client, schemaOf(store)), takes(desk, 8)]);
    return dump;
  }

  const schemaOf = (store: string) => `${new URL(places[0]?.url ?? '').searchParams.get('schema')}_${store}`;

  /** What an empty database has of a desk before anything is put into it. */
  async function makeSchemas(): Promise<void> {
    const { logUrl, deskUrl, keysUrl } = settingsOf(1);
    for (const opening of [openEventLog(logUrl), openDeskStore(deskUrl), openSealingKeys(keysUrl)])
      await (await opening).close();
  }

  /** Dumps of a moment ago hold the leases of those who served then: these run out. */
  async function accepted(): Promise<RestoreAnswer> {
    for (;;) {
      try {
        return await acceptRestore(settingsOf(1));
      } catch (fault) {
        if (!String(fault).includes('still at work')) throw fault;
        await pause(100);
      }
    }
  }

  /** What the stores of a desk that does not serve hold, and what its pages say. */
  async function found(nth: 0 | 1): Promise<ReadDesk> {
    const { dataDir, logUrl } = settingsOf(nth);
    const tables = await PlainTables.open(logUrl, join(dataDir, 'blobs'));
    const [envelopes, events, open] = [await tables.envelopes(), await tables.events(), await tables.opener()];
    await tables.close();
    const pages = new PlainDesk(dataDir);
    return {
      ...{ envelopes: () => envelopes, events: () => events, opener: () => open },
      ...{ page: (table) => pages.page(table), pagesPosition: () => pages.pagesPosition() },
    };
  }

  it(`has its one order, loses nothing they held, doubles nothing, and goes on under a new epoch (FAULTS_SEED=${seed})`, async () => {
    const desk = await serve(0);
    await connector.connect(desk);
    connector.handIn(deliveries.nextLarge());
    await takes(desk, 50);
    const deskDump = await dumped(desk, 'desk');
    // What is in the log and not in the copy of the desk store: the one is found to be older than the other.
    await takes(desk, 20);
    await desk.settled();
    const dumps = [await dumped(desk, 'log'), deskDump, await dumped(desk, 'keys')];
    await cp(join(settingsOf(0).dataDir, 'blobs'), join(settingsOf(1).dataDir, 'blobs'), { recursive: true });
    await takes(desk, 20);
    await desk.settled();
    await stop();
    const original = await found(0);

    await makeSchemas();
    for (const dump of dumps) await restoreSchema(clients[1] as Client, dump);
    const put = await found(1);
    expect(put.events()).toEqual(original.events().slice(0, put.events().length));
    await expect(startDesk({ settings: settingsOf(1) })).rejects.toMatchObject({ code: 'DESK.RESTORED' });
    expect(await accepted()).toMatchObject({ epoch: 2, lostKeys: { parts: 0 } });

    const held = heldBy(put);
    await (await serve(1)).settled();
    await stop();
    const goneOn = await found(1);
    expect(goneOn.events().slice(0, put.events().length)).toEqual(put.events());
    expect(inOrder(marksIn(goneOn.events(), goneOn.opener()))).toEqual(inOrder(held));

    // The connectors had all of it acknowledged; an operator lets them send it once more, and the day goes on.
    again.handIn(...connector.acknowledged, ...Array.from({ length: 30 }, () => deliveries.next()));
    const restored = await serve(1);
    await again.connect(restored);
    while (again.waiting > 0) await again.push(restored);
    await restored.settled();
    expect(await restored.operate('verify')).toMatchObject({ result: { findings: [], partsWithoutKey: 0 } });
    await stop();
    const { events } = expectWhole(await found(1), again.acknowledged, { lostEnvelopes: true });
    expect(events.map(({ position }) => position)).toEqual(events.map((_, at) => at + 1));
  }, 240_000);

  /** The marks of every message and call these stores hold, each once: in the inbound log, or in the log already. */
  function heldBy(desk: ReadDesk): ReadonlySet<number> {
    const kept = new Set(desk.envelopes().map((one) => `${one.inbox} ${one.nativeId} ${one.sha256}`));
    const arrived = connector.acknowledged.filter((delivery) => kept.has(nameOf(delivery)));
    return new Set([...arrived.flatMap(({ marks }) => marks), ...marksIn(desk.events(), desk.opener())]);
  }
});
