import { postgresUnderTest } from '#postgres/testing';
import { seedOfRun } from '../faults/chance.js';
import { Connector } from '../faults/connector.js';
import { Deliveries } from '../faults/deliveries.js';
import { expectNothingTwice } from '../faults/story.js';
import { withFolder } from '../faults/with-folder.js';
import { onOneDatabase, RoleDesk } from './role-desk.js';
import type { RoleName } from './role-process.js';
import { wholeLog } from './whole-log.js';

const postgres = await postgresUnderTest();
const atOnce = 20;

postgres.describe('a desk whose processes sleep, wake up too late, and die', () => {
  const seed = seedOfRun();
  const folder = withFolder();
  const [deliveries, connector] = [new Deliveries(seed), new Connector()];
  let [desk, url] = [] as unknown as [RoleDesk, string];
  beforeAll(async () => {
    url = postgres.freshUrl();
    desk = new RoleDesk(onOneDatabase(url, folder()));
    await desk.begin({ intake: 2, api: 1, projector: 2, relay: 1 });
    await connector.connect(desk.door);
  }, 180_000);
  afterAll(() => desk.end());

  /** Pushes until all of it is acknowledged, by whichever door is open. */
  const push = async () => {
    connector.handIn(...Array.from({ length: atOnce }, () => deliveries.next()));
    while (connector.waiting > 0) await connector.push(desk.door);
  };

  it.each<RoleName>(['intake', 'projector'])(
    'goes on while one %s sleeps, and hears nothing of it when it wakes up',
    async (role) => {
      for (const sleeper of desk.of(role)) {
        sleeper.freeze();
        await push();
        await desk.door.settled();
        sleeper.wake();
        await push();
        await desk.door.settled();
      }
    },
    180_000,
  );

  it.each<RoleName>(['intake', 'projector', 'relay', 'api'])(
    'goes on when one %s is killed',
    async (role) => {
      await push();
      await desk.of(role)[0]?.kill();
      const again = desk.beginOne(role);
      if (role !== 'api') await push();
      await again;
      await push();
      await desk.door.settled();
    },
    180_000,
  );

  it('holds everything that was acknowledged once, and pages that say what the log says', async () => {
    const events = await wholeLog(url);
    const items = events.filter(({ type }) => type === 'MessageReceived' || type === 'CallLogged');
    expect(items).toHaveLength(new Set(connector.acknowledged.flatMap(({ marks }) => marks)).size);
    expectNothingTwice(events);
    expect(await desk.door.operate('verify')).toMatchObject({ result: { findings: [] } });
    expect(await desk.door.operate('rebuild', { compare: true })).toMatchObject({ result: { comparison: { differences: 0 } } }); // prettier-ignore
  }, 180_000);
});
