import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresUnderTest } from '#postgres/testing';
import { seedOfRun } from '../faults/chance.js';
import { Connector } from '../faults/connector.js';
import { Deliveries } from '../faults/deliveries.js';
import { RoleDesk } from './role-desk.js';

const postgres = await postgresUnderTest();

postgres.describe('a desk of several processes', () => {
  const seed = seedOfRun();
  let folder: string;
  let desk: RoleDesk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-roles-'));
    const url = postgres.freshUrl();
    const stores = {
      LOG_URL: url,
      DESK_URL: url,
      KEYS_URL: url,
      READ_URL: url,
      BLOB_URL: `file:${join(folder, 'blobs')}`,
    };
    desk = new RoleDesk({ DATA_DIR: join(folder, 'data'), LEASE_SECONDS: '3', ...stores });
  });
  afterAll(async () => {
    await desk.end();
    await rm(folder, { recursive: true, force: true });
  });

  it(`takes in by two doors what two intakes record and two projectors copy (FAULTS_SEED=${seed})`, async () => {
    await desk.begin({ intake: 2, api: 2, projector: 2, relay: 1 });
    const [deliveries, connector] = [new Deliveries(seed), new Connector()];
    await connector.connect(desk.door);
    for (const door of [...desk.doors, ...desk.doors]) {
      connector.handIn(...Array.from({ length: 30 }, () => deliveries.next()));
      await connector.push(door);
    }
    await desk.door.settled();
    expect(await desk.stop()).toEqual(Array.from({ length: 7 }, () => ({ code: 0, signal: null })));
  }, 180_000);
});
